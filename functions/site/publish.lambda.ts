import { join } from 'node:path';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { S3Bucket } from '../adapters/s3-bucket.ts';
import { awsEndpoint } from '../aws/endpoint.ts';
import { parseEnv, SiteBucketEnv } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observability.ts';
import { answerCloudFormation } from './custom-resource.ts';
import { publishFiles, siteFiles } from './publish.ts';

const { SITE_BUCKET } = parseEnv(SiteBucketEnv, process.env);
const bucket = new S3Bucket(awsEndpoint(), SITE_BUCKET);
const FOLDER = join(import.meta.dirname, 'web');

const publish = (): Promise<void> =>
  publishFiles(siteFiles(FOLDER), async ({ key, type, cacheControl, body }) => {
    const headers = { 'content-type': type, 'cache-control': cacheControl };
    await bucket.send({ method: 'PUT', key, headers, body });
  });

/** CloudFormation calls it when there are new files; when the stack goes, they go with their bucket or stay. */
export const handler = observed(observe('publish'), (event: CloudFormationCustomResourceEvent) =>
  answerCloudFormation(event, SITE_BUCKET, async () => {
    if (event.RequestType !== 'Delete') await publish();
  }),
);
