import type { Outcome } from './simulation.ts';
import type { Usage } from './usage.ts';

/** So much of what speaks against a check is shown. */
const SHOWN = 5;

const usage = ({ cpuSeconds, peakMegabytes }: Usage): string =>
  `${Math.round(cpuSeconds)} s of CPU, ${Math.round(peakMegabytes)} MB at most`;

/** The figures of the day, then each check with what speaks against it. */
export const report = ({ checks, tally, figures }: Outcome): string => {
  const { faults } = figures;
  const rows = [
    ['halls, devices, visitors', `${figures.halls}, ${figures.devices}, ${figures.visits}`],
    ['played in', `${figures.seconds.toFixed(0)} s`],
    ['numbers printed', `${figures.printed} (${tally.online} by the hall, ${tally.offline} offline)`],
    ['numbers whose answer was lost', String(figures.withoutPaper)],
    ['turned away by a ticket machine', String(tally.turnedAway)],
    ['calls, missed, served', `${tally.calls}, ${tally.missed}, ${tally.served}`],
    ['evaluations', String(tally.ratings.length)],
    ['presses of callers made again', String(tally.pressedAgain)],
    ['messages sent by devices, repeated', `${figures.sent}, ${figures.repeated}`],
    ['connections made again', String(figures.reconnects)],
    [
      'faults',
      `${faults.cut} cut, ${faults.slow} slow, ${faults.kill} processes and ${faults.server} servers killed`,
    ],
    ['commits in the log', String(figures.commits)],
    ['server', usage(figures.server)],
    ['devices', usage(figures.hosts)],
  ];
  const results = checks.flatMap(({ name, against }) => [
    `${against.length === 0 ? 'ok     ' : 'FAILED '}${name}`,
    ...against.slice(0, SHOWN).map((each) => `         ${each}`),
    ...(against.length > SHOWN ? [`         and ${against.length - SHOWN} more`] : []),
  ]);
  return [...rows.map(([name = '', value = '']) => name.padEnd(38) + value), '', ...results].join('\n');
};
