import type { ZoneLoad, ZoneTide } from '../composables/use-tides.ts';
import { tideTexts as texts } from '../texts/zh-CN/tides.ts';

/** `民政局`, or `民政局等 12 项`. */
export const servicesText = ({ zone, services }: Pick<ZoneTide | ZoneLoad, 'zone' | 'services'>): string => {
  const [first = ''] = services;
  const name = zone.services.find(({ code }) => code === first)?.name ?? first;
  return texts.someServices(name, services.length);
};

/** Why and what, in one sentence without its full stop. */
export const adviceOf = (tide: Pick<ZoneTide, 'zone' | 'kind' | 'window' | 'before'>): string => {
  const { zone, kind, window, before } = tide;
  const why =
    kind === 'close'
      ? texts.calm(zone.name, before.windows, before.needed)
      : texts.crowded(zone.name, before.waiting, Math.round(before.waitMinutes));
  return `${why}，${texts.advice[kind](window)}`;
};

/** Who decided, and whom that sent where. */
export const outcomeOf = (
  { status, decidedBy = texts.someone, clerk, kind, reason }: ZoneTide,
  nameOf: (sub: string) => string,
): string => {
  if (status === 'lapsed') return texts.lapsed;
  if (status === 'declined') return texts.declined(decidedBy, reason && texts.reasons[reason]);
  return kind === 'open' && clerk !== undefined
    ? texts.sent(decidedBy, nameOf(clerk))
    : texts.accepted(decidedBy);
};

export const effectText = ({ status, before, after }: ZoneTide): string => {
  if (status !== 'accepted') return '';
  return after ? texts.effectOf(before, after) : texts.measuring;
};
