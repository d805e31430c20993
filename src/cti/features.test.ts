import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CtiCommandType } from './command.ts';
import type { DenialCode } from './denial.ts';
import { can, type Features, joinFeatures, noFeatures, sameFeatures } from './features.ts';

const commands: readonly CtiCommandType[] = ['MakeCall', 'HoldCall', 'ResumeCall', 'DropCall', 'MuteCall'];
const denials: readonly DenialCode[] = ['notConnected', 'notYetAnswered', 'holdOnPhone'];

/** Each command is offered, denied with a reason, or not there. */
const anyFeatures: fc.Arbitrary<Features> = fc
  .tuple(...commands.map(() => fc.constantFrom('can', undefined, ...denials)))
  .chain((ways) =>
    fc.shuffledSubarray([...commands], { minLength: commands.length }).map((order) => ({
      can: order.filter((command) => ways[commands.indexOf(command)] === 'can'),
      denied: Object.fromEntries(
        order.flatMap((command) => {
          const way = ways[commands.indexOf(command)];
          return way === undefined || way === 'can' ? [] : [[command, way]];
        }),
      ),
    })),
  );

/** What the features say of one command, whatever order they were written in. */
const said = (features: Features): readonly string[] =>
  commands.map((command) => (can(features, command) ? 'can' : (features.denied[command] ?? '')));

describe('two sets of features', () => {
  it('are the same exactly when they say the same of every command', () => {
    fc.assert(
      fc.property(anyFeatures, anyFeatures, (a, b) => {
        expect(sameFeatures(a, b)).toBe(said(a).join() === said(b).join());
        expect(sameFeatures(b, a)).toBe(sameFeatures(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('are the same as their copy in another order', () => {
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const copy: Features = {
          can: [...features.can].reverse(),
          denied: Object.fromEntries(Object.entries(features.denied).reverse()),
        };
        expect(sameFeatures(features, copy)).toBe(true);
      }),
    );
  });

  it.each([
    ['a command less', { can: ['DropCall', 'HoldCall'], denied: {} }, { can: ['DropCall'], denied: {} }],
    ['another command', { can: ['DropCall'], denied: {} }, { can: ['HoldCall'], denied: {} }],
    [
      'another reason',
      { can: [], denied: { HoldCall: 'holdOnPhone' } },
      { can: [], denied: { HoldCall: 'partyGone' } },
    ],
    ['a reason more', { can: [], denied: {} }, { can: [], denied: { HoldCall: 'partyGone' } }],
  ] as const)('differ by %s', (_by, a, b) => {
    expect([sameFeatures(a, b), sameFeatures(b, a)]).toEqual([false, false]);
  });

  it('are joined without losing or adding a word', () => {
    fc.assert(
      fc.property(anyFeatures, (features) => {
        const [line, call] = ['MakeCall', 'MuteCall'].map((own) => ({
          can: features.can.filter((command) => (own === 'MuteCall') === (command === 'MuteCall')),
          denied: Object.fromEntries(
            Object.entries(features.denied).filter(
              ([command]) => (own === 'MuteCall') === (command === 'MuteCall'),
            ),
          ),
        }));
        expect(said(joinFeatures(line!, call!))).toEqual(said(features));
        expect(joinFeatures(features, noFeatures)).toBe(features);
      }),
    );
  });
});
