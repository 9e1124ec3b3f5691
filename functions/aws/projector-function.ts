import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { LRUCache } from 'lru-cache';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import type { Commit } from '../../shared/ports/event-log.ts';
import { applyCommit } from '../../shared/ports/project.ts';
import type { Projection, Views } from '../../shared/ports/views.ts';
import { dynamoClient } from '../adapters/clients.ts';
import { commitOf, dynamoLog } from '../adapters/dynamo-log.ts';
import { dynamoViews } from '../adapters/dynamo-views.ts';
import type { Item } from '../adapters/items.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { stsClient, tenantSession } from '../adapters/tenant-session.ts';
import { parseEnv, ProjectorEnv } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observability.ts';
import { awsEndpoint } from './endpoint.ts';

/** A record of the log's stream that holds no commit. */
export class StreamRecordError extends Error {
  override readonly name = 'StreamRecordError';
}

const WARM_HALLS = 512;

const commitIn = ({ dynamodb }: DynamoDBRecord): Commit => {
  if (!dynamodb?.NewImage) throw new StreamRecordError(`no new image at ${dynamodb?.SequenceNumber}`);
  return commitOf(dynamodb.NewImage as Item);
};

/** Brings the views of each hall up to date, in a session of that hall; rows of the halls above in a session of theirs. */
const projector = (projections: readonly Projection[]) => {
  const { LOG_TABLE, VIEWS_TABLE, HALL_ROLE } = parseEnv(ProjectorEnv, process.env);
  const at = awsEndpoint();
  const sts = stsClient(at);
  const warm = new LRUCache<TenantCode, ReturnType<typeof openHall>>({ max: WARM_HALLS });
  const openHall = (tenant: TenantCode) => {
    const client = dynamoClient({ ...at, credentials: tenantSession(sts, HALL_ROLE, tenant, systemClock) });
    return { log: dynamoLog(client, LOG_TABLE), views: dynamoViews(client, VIEWS_TABLE).for(tenant) };
  };
  const hallOf = (tenant: TenantCode) => {
    const hall = warm.get(tenant) ?? openHall(tenant);
    warm.set(tenant, hall);
    return hall;
  };
  const views: Views = { for: (tenant) => hallOf(tenant).views };
  return (commit: Commit): Promise<void> =>
    applyCommit(hallOf(commit.tenant).log, views, projections, commit);
};

/**
 * The log's stream as commits, one after the other in their order; those from the first failure on are delivered again.
 * A failure names the place of the commit and nothing of its content.
 */
export const projectorFunction = (name: string, projections: readonly Projection[]) => {
  const observability = observe(name);
  const project = projector(projections);
  const take = async (record: DynamoDBRecord): Promise<void> => {
    const commit = commitIn(record);
    const { tenant, stream, version } = commit;
    try {
      await project(commit);
    } catch (error) {
      observability.logger.error('not projected', { tenant, stream, version, error: error as Error });
      throw error;
    }
  };
  return observed(observability, (event: DynamoDBStreamEvent, context: Context) =>
    processPartialResponse(event, take, new BatchProcessor(EventType.DynamoDBStreams), {
      context,
      processInParallel: false,
      throwOnFullBatchFailure: false,
    }),
  );
};
