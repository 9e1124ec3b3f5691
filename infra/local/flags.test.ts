import { describe, expect, test } from 'vitest';
import { BadFlagError, parseFlags } from './flags.ts';

describe('flags of npm start', () => {
  test('all have defaults', () => {
    expect(parseFlags([])).toEqual({
      port: 8787,
      'mqtt-port': 8883,
      data: '.data',
      speed: 1,
      quiet: false,
      help: false,
    });
  });

  test('an instant may have any offset', () => {
    expect(parseFlags(['--now', '2026-11-23T09:00:00+08:00']).now).toBe('2026-11-23T01:00:00.000Z');
  });

  test.each([
    [['--port', 'x'], '--port'],
    [['--port', '70000'], '--port'],
    [['--mqtt-port', '0'], '--mqtt-port'],
    [['--now', 'tomorrow'], '--now'],
    [['--now', '2026-11-23'], '--now'],
    [['--speed', '0'], '--speed'],
    [['--speed', 'Infinity'], '--speed'],
    [['--colour'], '--colour'],
    [['stray'], 'stray'],
  ])('%j is refused with a message that names it', (args, named) => {
    expect(() => parseFlags(args)).toThrow(BadFlagError);
    expect(() => parseFlags(args)).toThrow(named);
  });
});
