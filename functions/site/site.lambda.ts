import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handle } from 'hono/aws-lambda';
import type { Context } from 'aws-lambda';
import type { LambdaEvent } from 'hono/aws-lambda';
import { S3Bucket } from '../adapters/s3-bucket.ts';
import { awsEndpoint } from '../aws/endpoint.ts';
import { newApp } from '../runtime/app.ts';
import { parseEnv, SiteEnv } from '../runtime/env.ts';
import { faultReporter, observe, observed } from '../runtime/observability.ts';
import { hallNames } from './hall-names.ts';
import { siteRoutes } from './routes.ts';

const env = parseEnv(SiteEnv, process.env);
const bucket = new S3Bucket(awsEndpoint(), env.SITE_BUCKET);
const html = readFileSync(join(import.meta.dirname, 'index.html'), 'utf8');

const observability = observe('site');
const app = newApp(faultReporter(observability));
siteRoutes(app, {
  page: () => html,
  config: { issuer: env.ISSUER, clientId: env.CLIENT_ID, scope: env.SCOPE },
  halls: () => hallNames((request) => bucket.send(request)),
  origins: env.PAGE_ORIGINS,
});
const answer = handle(app);

export const handler = observed(observability, (event: LambdaEvent, context: Context) =>
  answer(event, context),
);
