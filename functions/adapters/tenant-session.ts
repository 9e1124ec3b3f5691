import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { epochMsOf } from '../../shared/kernel/instant.ts';
import { TENANT_TAG } from './tables.ts';
import type { AwsEndpoint, Credentials, CredentialSource } from './clients.ts';

/** STS answered without credentials. */
export class TenantSessionError extends Error {
  override readonly name = 'TenantSessionError';
}

/** The longest that a role assumed by a role may last. */
const SESSION_SECONDS = 3_600;
/** The SDK's clients renew credentials that end within this time. */
const SDK_RENEWS_MS = 5 * 60_000;
/**
 * Said to end so much earlier than they do: an address presigned with them must live for its 15 minutes, and a
 * presigned address falls with the session that signed it.
 */
const RESERVE_MS = 12 * 60_000;

const assume = async (sts: STSClient, role: string, tenant: TenantCode): Promise<Required<Credentials>> => {
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: role,
      RoleSessionName: `hall-${tenant}`,
      DurationSeconds: SESSION_SECONDS,
      Tags: [{ Key: TENANT_TAG, Value: tenant }],
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw new TenantSessionError(`no session for ${tenant}`);
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: new Date(Expiration.getTime() - RESERVE_MS),
  };
};

/**
 * Credentials of a role for one hall, tagged with it: the role's policies pin every key to the tag. One STS session per hall and function instance, shared by all of its clients and
 * kept until it nears its end. A call that failed is not kept.
 */
export const tenantSession = (
  sts: STSClient,
  role: string,
  tenant: TenantCode,
  clock: Clock,
): CredentialSource => {
  let current: Promise<Required<Credentials>> | undefined;
  let usableUntil = 0;
  const renew = async (): Promise<Required<Credentials>> => {
    try {
      const session = await assume(sts, role, tenant);
      usableUntil = session.expiration.getTime() - SDK_RENEWS_MS;
      return session;
    } catch (error) {
      current = undefined;
      throw error;
    }
  };
  return () => {
    if (current === undefined || epochMsOf(clock.now()) >= usableUntil) {
      usableUntil = Infinity;
      current = renew();
    }
    return current;
  };
};

export const stsClient = (at: AwsEndpoint): STSClient => new STSClient({ maxAttempts: 4, ...at });
