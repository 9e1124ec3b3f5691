import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** No such time to keep a log. */
export class RetentionError extends Error {
  override readonly name = 'RetentionError';
}

const ALLOWED: readonly number[] = Object.values(RetentionDays).filter((value) => typeof value === 'number');

/** Days as CloudWatch Logs allows them. @throws RetentionError */
export const retentionOf = (days: number): RetentionDays => {
  if (!ALLOWED.includes(days))
    throw new RetentionError(`logs cannot be kept for ${days} days: ${ALLOWED.join(', ')}`);
  return days as RetentionDays;
};
