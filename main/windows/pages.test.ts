import { describe, expect, it } from 'vitest';
import { Pages } from './pages.ts';

const pages = new Pages(true);

describe('the address of a page', () => {
  it.each(['index.html', 'settings.html'] as const)('%s is known by it', (page) => {
    expect(pages.at(pages.urlOf(page))).toBe(page);
    expect(pages.at(`${pages.urlOf(page)}#recent`)).toBe(page);
  });

  it.each([
    'offhook://panel/',
    'offhook://panel/index.html?x',
    'offhook://panel/index.html/',
    'offhook://panel/index.html.evil',
    'offhook://panel/assets/../index.html',
    'offhook://panel.evil/index.html',
    'offhook://user@panel/index.html',
    'offhook://panel:1/index.html',
    'http://panel/index.html',
    'file:///index.html',
    'about:blank',
    'data:text/html,offhook://panel/index.html',
    '',
  ])('%j is none of ours', (url) => {
    expect(pages.at(url)).toBeUndefined();
  });
});

describe('what a page may load', () => {
  it.each(['offhook://panel/assets/index.js', 'data:image/png;base64,AA=='])('%s', (url) => {
    expect(pages.mayLoad(url)).toBe(true);
  });

  it.each([
    'https://example.org/',
    'file:///etc/passwd',
    'offhook://panel.evil/x.js',
    'offhook://other/x.js',
    'data:text/html,x',
    'ws://127.0.0.1:2013/',
    'devtools://devtools/bundled/inspector.html',
    'chrome-extension://x/y.js',
  ])('not %s', (url) => {
    expect(pages.mayLoad(url)).toBe(false);
  });

  it('is on the dev server while developing, and nowhere else', () => {
    const developing = new Pages(false, 'http://localhost:5173/');
    expect(developing.at('http://localhost:5173/settings.html')).toBe('settings.html');
    expect(developing.at('offhook://panel/index.html')).toBeUndefined();
    expect(developing.mayLoad('http://localhost:5173/@vite/client')).toBe(true);
    expect(developing.mayLoad('ws://localhost:5173/?token=x')).toBe(true);
    expect(developing.mayLoad('http://localhost:51730/')).toBe(false);
    expect(developing.mayLoad('https://example.org/')).toBe(false);
    expect(developing.mayLoad('devtools://devtools/bundled/inspector.html')).toBe(true);
    expect(new Pages(true, 'http://localhost:5173/').at('http://localhost:5173/index.html')).toBeUndefined();
  });
});
