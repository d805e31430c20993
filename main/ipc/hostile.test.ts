import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, type RequestChannel, requestChannels } from '../../src/ipc/contract.ts';
import { type Page, pageNames } from '../../src/ipc/channel/pages.ts';
import { argumentsSchema } from '../../src/ipc/shapes.ts';
import { Pages } from '../windows/pages.ts';
import { judgeArguments } from './ipcArguments.ts';
import { judgeSender } from './ipcSender.ts';

const pages = new Pages(true);
const frameOf = (page: Page): { url: string; parent: null } => ({ url: pages.urlOf(page), parent: null });

/** As JSON Schema has it: enough to walk through what the arguments may be. */
interface Shape {
  readonly type?: string;
  readonly additionalProperties?: boolean | Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly propertyNames?: Shape;
  readonly items?: Shape;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly prefixItems?: readonly Shape[];
}

function shapeOf(channel: RequestChannel): Shape {
  return z.toJSONSchema(argumentsSchema(channel), { unrepresentable: 'any', io: 'input' }) as Shape;
}

/** All parts of a shape, each with the place it is at. */
function partsOf(shape: Shape, at = ''): readonly (readonly [at: string, part: Shape])[] {
  const inner = [
    ...Object.entries(shape.properties ?? {}),
    ...(['anyOf', 'oneOf', 'allOf', 'prefixItems'] as const).flatMap((way) =>
      (shape[way] ?? []).map((part, index) => [`${way}.${index}`, part] as const),
    ),
    ...(shape.items === undefined ? [] : [['items', shape.items] as const]),
    ...(typeof shape.additionalProperties === 'object' ? [['*', shape.additionalProperties] as const] : []),
  ];
  return [[at, shape], ...inner.flatMap(([name, part]) => partsOf(part, `${at}/${name}`))];
}

describe('any request of a page', () => {
  it.each(requestChannels)('%s is answered to its own pages alone', (channel) => {
    for (const page of pageNames) {
      const isFor = contract[channel].pages.includes(page);
      expect(judgeSender(channel, frameOf(page), page, pages).ok, page).toBe(isFor);
      for (const opened of [...pageNames.filter((other) => other !== page), undefined])
        expect(judgeSender(channel, frameOf(page), opened, pages)).toMatchObject({ code: 'foreignPage' });
      expect(judgeSender(channel, { ...frameOf(page), parent: {} }, page, pages)).toMatchObject({
        code: 'foreignFrame',
      });
    }
  });

  it.each(requestChannels)('%s takes no object with fields that it does not know', (channel) => {
    const open = partsOf(shapeOf(channel)).filter(
      ([, { type, additionalProperties, propertyNames }]) =>
        type === 'object' && additionalProperties !== false && propertyNames?.enum === undefined,
    );
    expect(open.map(([at]) => at)).toEqual([]);
  });

  it.each(requestChannels)('%s takes no list without an end', (channel) => {
    const endless = partsOf(shapeOf(channel)).filter(
      ([, { type, prefixItems, maxItems }]) =>
        type === 'array' && prefixItems === undefined && maxItems === undefined,
    );
    expect(endless.map(([at]) => at)).toEqual([]);
  });

  it.each(requestChannels)('%s takes no text of a megabyte, wherever it stands', (channel) => {
    const long = 'x'.repeat(1_000_000);
    const [{ prefixItems = [] }] = [shapeOf(channel)];
    for (let index = 0; index < prefixItems.length; index += 1) {
      const args = prefixItems.map((_part, each) => (each === index ? long : null));
      expect(judgeArguments(channel, args).ok).toBe(false);
    }
    const unbounded = partsOf(shapeOf(channel)).filter(
      ([at, { type, maxLength, enum: names, const: only }]) =>
        type === 'string' &&
        [maxLength, names, only].every((limit) => limit === undefined) &&
        // The ids of calls are refined: the text above was refused for them.
        !/^\/prefixItems\.\d+(?:\/items)?$/.test(at),
    );
    expect(unbounded.map(([at]) => at)).toEqual([]);
  });

  it.each(requestChannels)('%s is refused with one argument more than it has', (channel) => {
    const count = shapeOf(channel).prefixItems?.length ?? 0;
    const args: readonly unknown[] = Array.from({ length: count + 1 }, () => null);
    expect(judgeArguments(channel, args)).toMatchObject({ ok: false, code: 'badArguments' });
  });
});

describe('whatever comes', () => {
  const secret = 'hunter2-5f1c';
  const anything = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true }),
    fc.constantFrom<unknown>(secret, [secret], { [secret]: secret }, { text: secret, filter: secret }),
    fc.record({
      type: fc.constantFrom('MakeCall', 'Originate', 'constructor', '__proto__', 'SendDtmf'),
      number: fc.constantFrom('201', `201\r\nAction: Hangup`, secret, '201@from-trunk', '\u0000'),
      callId: fc.constantFrom('a', '', '../a', secret),
    }),
    fc.constant(JSON.parse('{"__proto__":{"settings":1},"constructor":1}') as unknown),
  );

  it('is taken or refused, never thrown at, and a refusal repeats nothing of it', () => {
    const channel = fc.constantFrom(...requestChannels);
    fc.assert(
      fc.property(channel, fc.array(anything, { maxLength: 4 }), (asked, args) => {
        const verdict = judgeArguments(asked, args);
        if (verdict.ok) expect(JSON.stringify(verdict.args)).toBe(JSON.stringify(args));
        else {
          expect(verdict.code).toBe('badArguments');
          expect(verdict.detail.length).toBeLessThanOrEqual(500);
          const names = args.flatMap((arg) =>
            typeof arg === 'object' && arg !== null ? Object.keys(arg) : [],
          );
          if (!names.includes(secret)) expect(verdict.detail).not.toContain(secret);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('an address that is nearly one of ours is none', () => {
    const near = fc
      .tuple(
        fc.constantFrom(...pageNames),
        fc.nat(80),
        fc.constantFrom('.', '/', '%2f', '?', '@', ':', ' ', 'x', '\\', '\u0000'),
      )
      .map(([page, place, sign]) => {
        const url = pages.urlOf(page);
        const at = place % (url.length + 1);
        return url.slice(0, at) + sign + url.slice(at);
      });
    fc.assert(
      fc.property(near, fc.constantFrom(...pageNames), (url, opened) => {
        expect(judgeSender('line:command', { url, parent: null }, opened, pages)).toMatchObject({
          code: 'foreignPage',
        });
      }),
      { numRuns: 500 },
    );
  });
});
