import { describe, expect, it } from 'vitest';
import { refused } from '../cti/command.ts';
import { ServiceBench } from './testing/serviceBench.ts';

const bench = new ServiceBench();

describe('a command', () => {
  it.each([
    ['MakeCall', '', { targetAddress: '+44 (20) 7946-0958' }, { type: 'MakeCall', number: '+442079460958' }],
    ['AnswerCall', 'c1', {}, { type: 'AnswerCall', callId: 'c1' }],
    ['Hookup', 'c1', {}, { type: 'AnswerCall', callId: 'c1' }],
    ['DropCall', 'c1', {}, { type: 'DropCall', callId: 'c1' }],
    ['HoldCall', 'c1', {}, { type: 'HoldCall', callId: 'c1' }],
    ['SetupTransferCall', 'c1', {}, { type: 'HoldCall', callId: 'c1' }],
    ['MakeCall', '', { targetAddress: '+44 (0)20 7946 0958' }, { type: 'MakeCall', number: '+442079460958' }],
    [
      'MakeCall',
      '',
      { targetAddress: '+1 646 555 0100,,820445398#' },
      { type: 'MakeCall', number: '+16465550100', keys: '820445398#' },
    ],
    [
      'MakeConsultCall',
      'c1',
      { targetAddress: '102' },
      { type: 'MakeConsultCall', callId: 'c1', number: '102' },
    ],
    [
      'BlindTransferCall',
      'c1',
      { targetAddress: '102' },
      { type: 'BlindTransferCall', callId: 'c1', number: '102' },
    ],
    [
      'TransferCall',
      'c1',
      { consultationCall: '{"id":"c2"}' },
      { type: 'TransferCall', callId: 'c1', withCallId: 'c2' },
    ],
    [
      'TransferCall',
      'c1',
      { consultationCall: { id: 'c2' } },
      { type: 'TransferCall', callId: 'c1', withCallId: 'c2' },
    ],
    ['CancelTransfer', '', { currentCall: '{"id":"c1"}' }, { type: 'CancelTransfer', callId: 'c1' }],
    ['SendDtmf', 'c1', { digits: '12#' }, { type: 'SendDtmf', callId: 'c1', digits: '12#' }],
    ['SetDnd', '', {}, { type: 'SetAgentState', state: 'notReady' }],
    [
      'SetMsgUserState',
      '',
      { code: 'Lunch', reason: 'Soup' },
      { type: 'SetAgentState', state: 'notReady', reason: 'Soup' },
    ],
    ['SetMsgUserState', '', { code: 'Ready' }, { type: 'SetAgentState', state: 'ready' }],
    ['SetWrapUpUserState', '', { isWrapUpActive: true }, { type: 'ExtendAfterCallWork' }],
    ['SetWrapUpUserState', '', { isWrapUpActive: false }, { type: 'SetAgentState', state: 'ready' }],
  ])('%s is carried out by the line and answered', async (command, callId, parameters, expected) => {
    await bench.serve();
    const opened = await bench.page();
    opened.command(command, callId, parameters, 'u1');
    expect(await opened.next(4)).toMatchObject({ commandUId: 'u1', content: 'true' });
    expect(bench.line.asked).toEqual([expected]);
  });

  it.each([
    'PostRawData',
    'ProcessLogs',
    'SetLogFilePath',
    'LibrarySpecificService',
    'Nonsense',
    'constructor',
  ])('%s is refused as not supported', async (command) => {
    await bench.serve();
    const opened = await bench.page();
    opened.command(command, '', { filePath: '/etc/passwd', data: 'Action: Hangup\r\n\r\n' });
    expect(await opened.content(3)).toMatchObject({ errorType: 4, source: command });
    expect(bench.line.asked).toEqual([]);
  });

  it.each([
    ['MakeCall', '', { targetAddress: '101@from-trunk' }, 'invalidNumber', /\(offset 3\)/u],
    ['MakeCall', '', { targetAddress: '101\r\nAction: Hangup' }, 'invalidNumber', /^controlCharacter/u],
    ['MakeCall', '', { targetAddress: '030 901820, 030 901821' }, 'severalNumbers', /030901820, 030901821/u],
    ['MakeConsultCall', 'c1', { targetAddress: '201; 202' }, 'severalNumbers', /201, 202/u],
    ['MakeCall', '', { targetAddress: '+49\u00a430\u00a41234' }, 'invalidNumber', /\(offset 3\)/u],
    ['MakeCall', '', { targetAddress: { toString: 'x' } }, 'invalidNumber', /^empty/u],
    ['MakeCall', '', {}, 'invalidNumber', /^empty/u],
    ['DropCall', '', {}, 'invalidParameters', /commandExecutorId/u],
    ['SendDtmf', 'c1', { digits: 'w!' }, 'invalidParameters', /digits/u],
    ['SetMsgUserState', '', {}, 'invalidParameters', /code/u],
  ])('%s without what it needs is refused: %j', async (command, callId, parameters, code, data) => {
    await bench.serve();
    const opened = await bench.page();
    opened.command(command, callId, parameters);
    expect(await opened.content(3)).toMatchObject({
      errorType: 3,
      source: command,
      internalErrorCode: code,
      data: expect.stringMatching(data) as string,
    });
    expect(bench.line.asked).toEqual([]);
  });

  it('of the connection itself is answered, and its end is reported before the socket closes', async () => {
    await bench.serve();
    const opened = await bench.page();
    opened.command('RegisterConnectionSession', '', {}, 'r');
    expect(await opened.next(4)).toMatchObject({ commandUId: 'r' });
    opened.command('QueryLineState');
    expect(await opened.content(11)).toEqual({ callFeaturesSet: 0x2 });
    opened.command('CloseConnection');
    await opened.next(14);
    expect(bench.line.asked).toEqual([]);
  });

  it('that the line refuses is reported with its code and words', async () => {
    await bench.serve();
    const opened = await bench.page();
    bench.line.result = refused('phoneBusy');
    opened.command('MakeCall', '', { targetAddress: '201' }, 'u2');
    const error = await opened.next(3);
    expect(error.commandUId).toBe('u2');
    expect(JSON.parse(error.content)).toEqual({
      errorType: 3,
      internalErrorCode: 'phoneBusy',
      data: 'words for phoneBusy',
      source: 'MakeCall',
    });
  });
});
