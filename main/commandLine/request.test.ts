import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHandover } from './handover.ts';
import { usageFault } from './outcome.ts';
import { readRequest } from './request.ts';

const packaged = (...args: string[]): unknown => {
  const reading = readRequest(['/opt/offhook/offhook', ...args], false);
  return reading.ok ? reading.request : reading.fault;
};

describe('readRequest', () => {
  it.each([
    [[], { type: 'show', hidden: false }],
    [['--hidden'], { type: 'show', hidden: true }],
    [['tel:+44-20-7946-0958;ext=7'], { type: 'dial', number: '+442079460958', keys: '7' }],
    [['callto:tel:+16465550100,,820445398#'], { type: 'dial', number: '+16465550100', keys: '820445398#' }],
    [
      ['tel:030 901820, 030 901821'],
      { type: 'dialOneOf', numbers: [{ number: '030901820' }, { number: '030901821' }] },
    ],
    [['--answer'], { type: 'answer' }],
    [['--hangup', '--hangup'], { type: 'hangUp' }],
    [['--hold'], { type: 'hold' }],
    [['--status'], { type: 'status' }],
    [['history'], { type: 'history', format: 'jsonl' }],
    [['history', '--json', '--no-sandbox'], { type: 'history', format: 'jsonl' }],
    [['--csv', 'history'], { type: 'history', format: 'csv' }],
    [
      ['--no-sandbox', '--password-store=basic', '--status', '--enable-features=A,B', '-r', ''],
      { type: 'status' },
    ],
    [['--user-data=/tmp/x', '--inspect=0'], { type: 'show', hidden: false }],
  ])('%j', (args, request) => {
    expect(packaged(...args)).toEqual(request);
  });

  it.each([
    [['tel:abc'], { code: 'badLink', why: 'notANumber' }],
    [['tel:--answer'], { code: 'badLink', why: 'argumentLike' }],
    [['--answer', '--hold'], { code: 'severalRequests' }],
    [['tel:101', 'tel:102'], { code: 'severalRequests' }],
    [['tel:101', '--hangup'], { code: 'linkWithOption' }],
    [['--anwser'], { code: 'unknownOption', argument: '--anwser', meant: '--answer' }],
    [['--hangupp'], { code: 'unknownOption', argument: '--hangupp', meant: '--hangup' }],
    [['--stauts'], { code: 'unknownOption', argument: '--stauts', meant: '--status' }],
    [['--Hold'], { code: 'unknownOption', argument: '--Hold', meant: '--hold' }],
    [['-answer'], { code: 'unknownOption', argument: '-answer', meant: '--answer' }],
    [['history', '--status'], { code: 'severalRequests' }],
    [['history', '--json', '--csv'], { code: 'severalFormats' }],
    [['history', 'tel:101'], { code: 'unknownArgument', argument: 'tel:101' }],
    [['hangup'], { code: 'unknownArgument', argument: 'hangup' }],
    [['https://example.com'], { code: 'unknownArgument', argument: 'https://example.com' }],
  ])('%j is reported', (args, fault) => {
    expect(packaged(...args)).toEqual(fault);
  });

  it('leaves the folder alone that Electron was started with', () => {
    const argv = ['/e/electron', '--no-sandbox', '/srv/app', '--x', 'tel:101'];
    expect(readRequest(argv, true)).toEqual({ ok: true, request: { type: 'dial', number: '101' } });
    expect(readRequest(argv, false)).toMatchObject({ ok: false, fault: { code: 'unknownArgument' } });
  });

  it('never throws, and gives only what can be handed over', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '--answer',
        '--status',
        '--hold',
        'tel:101',
        'sip:1;ext=2@x',
        'tel:101,102',
        '--no-sandbox',
        'tel:',
        '--',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), fc.boolean(), (args, fromSource) => {
        const reading = readRequest(['offhook', ...args], fromSource);
        if (!reading.ok) {
          expect(usageFault(reading.fault)).toMatchObject({
            exitCode: 2,
            stderr: expect.stringMatching(/^offhook: .+\n$/),
          });
          return;
        }
        const handover = { version: 1, request: reading.request };
        expect(readHandover(JSON.parse(JSON.stringify(handover)))).toEqual(handover);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('readHandover', () => {
  it.each([
    undefined,
    null,
    'tel:101',
    {},
    { version: 2, request: { type: 'answer' } },
    { version: 1, request: { type: 'quit' } },
    { version: 1, request: { type: 'dial', number: '101&102' } },
    { version: 1, request: { type: 'answer', more: 1 } },
    { version: 1, request: { type: 'status' }, reply: { path: '/tmp/x', token: 'short' } },
  ])('takes nothing from %j', (data) => {
    expect(readHandover(data)).toBeUndefined();
  });
});
