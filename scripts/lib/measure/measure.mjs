// @ts-check
import path from 'node:path';
import ts from 'typescript';

/** @typedef {{ file: string, tree: ts.SourceFile }} Parsed */

const isTest = (/** @type {string} */ file) => /\.(test|bench)\.|\/testing\//.test(file);

/**
 * The folder with the most source files side by side.
 * @param {readonly string[]} files with / between folders
 * @returns {[string, number]}
 */
export function fullest(files) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const file of files) {
    const folder = path.posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
}

/**
 * Folders that import each other, directly or by way of others: each circle once, its folders in order. A folder and the one it lies in
 * count as two.
 * @param {readonly Parsed[]} sources
 * @returns {string[][]}
 */
export function folderCircles(sources) {
  /** @type {Map<string, Set<string>>} */
  const doors = new Map();
  for (const { file, tree } of sources) {
    const from = path.posix.dirname(file);
    for (const imported of importsOf(tree)) {
      if (!imported.startsWith('.')) continue;
      const to = path.posix.dirname(path.posix.join(from, imported));
      if (to === from) continue;
      doors.set(from, (doors.get(from) ?? new Set()).add(to));
    }
  }
  return components(doors).filter((folders) => folders.length > 1);
}

/** @param {ts.SourceFile} tree */
function importsOf(tree) {
  return tree.statements.flatMap((statement) => {
    const isDoor = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const specifier = isDoor ? statement.moduleSpecifier : undefined;
    return specifier !== undefined && ts.isStringLiteral(specifier) ? [specifier.text] : [];
  });
}

/**
 * Strongly connected components (Tarjan, 1972).
 * @param {ReadonlyMap<string, ReadonlySet<string>>} graph
 */
function components(graph) {
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const marks = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const found = [];
  /** @param {string} node */
  const visit = (node) => {
    const mark = { index: marks.size, low: marks.size, open: true };
    marks.set(node, mark);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      const seen = marks.get(next);
      if (seen === undefined) mark.low = Math.min(mark.low, visit(next).low);
      else if (seen.open) mark.low = Math.min(mark.low, seen.index);
    }
    if (mark.low === mark.index) {
      const members = stack.splice(stack.indexOf(node));
      for (const member of members) {
        const seen = marks.get(member);
        if (seen !== undefined) seen.open = false;
      }
      found.push(members.sort());
    }
    return mark;
  };
  for (const node of graph.keys()) if (!marks.has(node)) visit(node);
  return found;
}

/**
 * Functions of more lines than that, longest first.
 * @param {readonly Parsed[]} sources
 * @param {number} most lines
 */
export function longFunctions(sources, most) {
  /** @type {{ name: string, file: string, lines: number }[]} */
  const found = [];
  for (const { file, tree } of sources) {
    /** @param {ts.Node} node */
    const look = (node) => {
      if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
        const line = (/** @type {number} */ at) => tree.getLineAndCharacterOfPosition(at).line;
        const lines = line(node.end) - line(node.getStart()) + 1;
        if (lines > most) found.push({ name: nameOf(node), file, lines });
      }
      ts.forEachChild(node, look);
    };
    look(tree);
  }
  return found.sort((a, b) => b.lines - a.lines);
}

/**
 * How often a walk may turn off: the `return`s of a function and of those that it, or a table in its file, calls.
 * @param {readonly Parsed[]} sources
 * @param {string} file where the walk begins
 * @param {string} room where the functions are that it calls
 */
export function returnsAlong(sources, file, room) {
  const functions = new Map(
    sources
      .filter((source) => source.file.startsWith(room) && source.file !== file)
      .flatMap(({ tree }) => tree.statements.filter(ts.isFunctionDeclaration))
      .map((declared) => [declared.name?.text ?? '', declared]),
  );
  const start = sources.find((source) => source.file === file)?.tree;
  /** @type {Set<ts.Node>} */
  const walked = new Set(start === undefined ? [] : [start]);
  /** @param {ts.Node} node */
  const look = (node) => {
    const called = ts.isIdentifier(node) ? functions.get(node.text) : undefined;
    if (called !== undefined) walked.add(called);
    ts.forEachChild(node, look);
  };
  if (start !== undefined) look(start);
  return [...walked].reduce((sum, node) => sum + returnsIn(node), 0);
}

/**
 * Its own, not those of functions within a function.
 * @param {ts.Node} outer
 */
function returnsIn(outer) {
  let count = 0;
  /** @param {ts.Node} node */
  const look = (node) => {
    if (ts.isFunctionLike(node) && node !== outer && !ts.isSourceFile(outer)) return;
    if (ts.isReturnStatement(node)) count += 1;
    ts.forEachChild(node, look);
  };
  look(outer);
  return count;
}

/** @param {ts.Node} node */
function nameOf(node) {
  const named =
    /** @type {{ name?: ts.Node }} */ (node).name ?? /** @type {{ name?: ts.Node }} */ (node.parent).name;
  return named?.getText() ?? 'anonymous';
}

/**
 * Lines of tests for each line of source below some folders.
 * @param {readonly { file: string, text: string }[]} files
 * @param {readonly string[]} rooms
 * @param {readonly string[]} [testsElsewhere] folders that hold nothing but more tests of these rooms
 */
export function ratio(files, rooms, testsElsewhere = []) {
  const isBelow = (/** @type {string} */ file) => (/** @type {string} */ room) => file.startsWith(`${room}/`);
  let tests = 0;
  let source = 0;
  for (const { file, text } of files) {
    const lines = text.split('\n').length;
    if (testsElsewhere.some(isBelow(file))) tests += lines;
    else if (rooms.some(isBelow(file)))
      if (isTest(file)) tests += lines;
      else source += lines;
  }
  return source === 0 ? 0 : tests / source;
}

/**
 * The same over all, with the end-to-end tests: what stands in front of a real Asterisk or in a real window is tested there.
 * @param {readonly { file: string, text: string }[]} files
 */
export function ratioOverAll(files) {
  const isEndToEnd = (/** @type {string} */ file) => file.startsWith('e2e/');
  const lines = (/** @type {readonly { text: string }[]} */ some) =>
    some.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const source = lines(files.filter(({ file }) => !isTest(file) && !isEndToEnd(file)));
  return source === 0 ? 0 : lines(files.filter(({ file }) => isTest(file) || isEndToEnd(file))) / source;
}
