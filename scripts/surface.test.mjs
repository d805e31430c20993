import { expect, it } from 'vitest';
import { compare, surfaceOfBuild, surfaceOfSource } from './lib/surface.mjs';

it('names the files that listen, connect, open and execute', () => {
  const found = surfaceOfSource(
    new Map([
      ['main/a.ts', "import { execFile } from 'node:child_process';"],
      ['main/b.ts', 'server.listen(2013);'],
      ['main/f.ts', "import { connect } from 'node:net';"],
      ['main/c.ts', '// shell.openExternal(url) would be wrong here\nconst x = 1;'],
      ['renderer/d.ts', 'new RTCPeerConnection()'],
      ['main/e.ts', 'void shell.openExternal(url);'],
    ]),
  );
  expect(found).toEqual({
    executes: ['main/a.ts'],
    listens: ['main/b.ts'],
    connects: ['main/f.ts', 'renderer/d.ts'],
    opens: ['main/e.ts'],
  });
});

it('names what the built app uses of Node and Electron, libraries included', () => {
  const built = new Map([
    ['out/main/index.js', 'import{app,shell as s}from"electron";import n from "node:net";'],
    ['out/main/chunk.js', 'const c = require("child_process"); import("zod"); await import("node:http");'],
  ]);
  expect(surfaceOfBuild(built, new Set(['net', 'child_process', 'http']))).toEqual({
    'modules of Node': ['child_process', 'http', 'net'],
    'parts of Electron': ['app', 'shell'],
  });
});

it('tells what is new, and what is gone', () => {
  const known = { opens: ['a'], listens: ['b'] };
  expect(compare(known, { opens: ['a', 'x'], listens: [] })).toEqual({
    added: ['opens: x'],
    gone: ['listens: b'],
  });
});
