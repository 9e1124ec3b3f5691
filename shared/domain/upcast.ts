import type { DomainEvent, Upcasters } from './decider.ts';

/** An event of the log that this code does not know: nobody may decide on half a history. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
}

interface Stored {
  readonly type: string;
  readonly v?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

const stepsOf = <Event extends DomainEvent>(upcasters: Upcasters<Event>, type: string) => {
  const steps = Object.hasOwn(upcasters, type) ? upcasters[type as Event['type']] : undefined;
  if (!steps) throw new UnknownEventError(`no event type ${type}`);
  return steps;
};

/**
 * Brings a stored event to today's shape, step by step.
 * @throws UnknownEventError for an unknown type or a version newer than this code.
 */
export const upcast = <Event extends DomainEvent>(upcasters: Upcasters<Event>, stored: Stored): Event => {
  const steps = stepsOf(upcasters, stored.type);
  const version = stored.v ?? 1;
  if (version > steps.length + 1)
    throw new UnknownEventError(`${stored.type} v${version} is newer than this code`);
  const data = steps.slice(version - 1).reduce((current, step) => step(current), stored.data);
  return { type: stored.type, data } as unknown as Event;
};

/** The stored form of a fact of today: `v` is written from the second version on. */
export const toStored = <Event extends DomainEvent>(upcasters: Upcasters<Event>, event: Event): Stored => {
  const version = stepsOf(upcasters, event.type).length + 1;
  const data = event.data as Readonly<Record<string, unknown>>;
  return version === 1 ? { type: event.type, data } : { type: event.type, v: version, data };
};
