import { setTimeout as sleep } from 'node:timers/promises';

const MINUTE_MS = 60_000;

/**
 * The hall's minutes, counted from the beginning of the day that is played, at the pace of the simulation.
 * Real time is right here: people and processes of the simulation wait in it, and the hall is only told its speed.
 */
export class Pace {
  readonly speed: number;
  beganMs = Date.now();

  constructor(speed: number) {
    this.speed = speed;
  }

  /** The first minute of the day is now. */
  begin(): void {
    this.beganMs = Date.now();
  }

  /** Minutes of the hall since the beginning. */
  get minute(): number {
    return ((Date.now() - this.beganMs) * this.speed) / MINUTE_MS;
  }

  async until(minute: number): Promise<void> {
    const wait = this.beganMs + (minute * MINUTE_MS) / this.speed - Date.now();
    if (wait > 0) await sleep(wait);
  }

  /** Lets minutes of the hall go by. */
  pass(minutes: number): Promise<void> {
    return sleep((minutes * MINUTE_MS) / this.speed);
  }
}
