import type { Actor } from '../../shared/kernel/actor.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { EventLog } from '../../shared/ports/event-log.ts';
import type { Files } from '../../shared/ports/files.ts';
import type { Streams } from '../../shared/ports/handle-command.ts';
import type { TenantNumbers } from '../../shared/ports/numbers.ts';
import type { Vault } from '../../shared/ports/vault.ts';
import type { Views } from '../../shared/ports/views.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Secret } from './digest.ts';

/** Who calls: a verified actor, nobody, or somebody whose token does not hold. */
export type Authenticate = (request: Request, env: unknown) => Promise<Actor | 'anonymous' | 'invalid'>;

/** Everything a slice needs from outside; wired by a `*.lambda.ts` or by the local stack. */
export interface Deps {
  readonly clock: Clock;
  readonly log: EventLog;
  readonly streams: Streams;
  readonly views: Views;
  readonly vault: Vault;
  readonly files: Files;
  readonly numbers: { for(tenant: TenantCode): TenantNumbers };
  readonly secret: Secret;
  readonly authenticate: Authenticate;
  /** Where citizens reach the hall from outside, for links and QR codes: `https://hall.example`. */
  readonly publicUrl: string;
}
