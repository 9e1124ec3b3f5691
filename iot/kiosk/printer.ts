import { appendFileSync } from 'node:fs';

export interface Slip {
  readonly hall: string;
  readonly service: string;
  readonly no: string;
  /** People ahead; absent on a number given while the line is cut. */
  readonly ahead?: number | undefined;
  readonly at: string;
}

const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

const FEED = '\n\n\n';

const textOf = ({ hall, service, no, ahead, at }: Slip): string =>
  [
    hall,
    service,
    `排队号 ${no}`,
    ahead === undefined ? '离线取号，请留意叫号' : `前面 ${ahead} 人`,
    TIME.format(new Date(at)),
  ].join('\n') + FEED;

/** Prints to a device, a file or the standard output (`-`). Answers whether it could. */
export const print = (printer: string, slip: Slip, onFault: (error: unknown) => void): boolean => {
  try {
    if (printer === '-') process.stdout.write(textOf(slip));
    else appendFileSync(printer, textOf(slip));
    return true;
  } catch (error) {
    onFault(error);
    return false;
  }
};
