import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** No such time to keep a log. */
export class RetentionError extends Error {
  override readonly name = 'RetentionError';
}

const ALLOWED = Object.values(RetentionDays).filter((value) => typeof value !== 'string');

/** Days as CloudWatch Logs allows them. @throws RetentionError */
export const retentionOf = (days: number): RetentionDays => {
  const retention = ALLOWED.find((allowed) => allowed.valueOf() === days);
  if (retention === undefined)
    throw new RetentionError(`logs cannot be kept for ${days} days: ${ALLOWED.join(', ')}`);
  return retention;
};
