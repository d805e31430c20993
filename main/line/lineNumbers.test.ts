import { describe, expect, it } from 'vitest';
import type { CtiCommand } from '../../src/cti/command.ts';
import { noDialRules } from '../../src/cti/number/dialRules.ts';
import { aCall, aLine } from '../desktop/testing/calls.ts';
import { dialledCommand, undialledEvent, undialledLine } from './lineNumbers.ts';

const rules = { ...noDialRules, outsidePrefix: '0', internationalPrefix: '00' };
const at = { monoMs: 0, wallMs: 0 };
const outgoing = aCall({ direction: 'outgoing', number: '000442079460958' });
const incoming = aCall({ direction: 'incoming', number: '000442079460958' });

describe('dialledCommand', () => {
  const number = '+442079460958';
  it.each<CtiCommand>([
    { type: 'MakeCall', number, holdOthers: true },
    { type: 'MakeConsultCall', callId: '1', number },
    { type: 'BlindTransferCall', callId: '1', number },
  ])('has the number of $type as the dial plan wants it', (command) => {
    expect(dialledCommand(command, rules)).toEqual({ ...command, number: '000442079460958' });
  });

  it.each<CtiCommand>([
    { type: 'SendDtmf', callId: '1', digits: '0123456789' },
    { type: 'RetrieveParkedCall', space: '701' },
    { type: 'MakeCall', number: '*21*030901820#' },
    { type: 'MakeCall', number: '201' },
  ])('leaves $type alone', (command) => expect(dialledCommand(command, rules)).toEqual(command));
});

it('has the numbers that were dialled as people write them, and those of callers as they came', () => {
  const shown = { ...outgoing, number: '+442079460958' };
  expect(undialledLine(aLine([outgoing, incoming]), rules)).toEqual(aLine([shown, incoming]));
  expect(undialledEvent({ type: 'RingFinished', at, call: outgoing }, rules)).toMatchObject({ call: shown });
  expect(
    undialledEvent({ type: 'ActiveCallSnapshot', at, calls: [outgoing, incoming] }, rules),
  ).toMatchObject({
    calls: [shown, incoming],
  });
});

it('hands on the same line and event where no rule is about them', () => {
  const line = aLine([incoming]);
  expect(undialledLine(line, rules)).toBe(line);
  const event = { type: 'RingStarted', at, call: outgoing } as const;
  expect(undialledEvent(event, noDialRules)).toBe(event);
});
