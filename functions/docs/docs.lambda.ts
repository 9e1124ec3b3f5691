import type { Context } from 'aws-lambda';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import openapi from '../../docs/openapi.json' with { type: 'json' };
import { observe, observed } from '../runtime/observability.ts';
import { docsApp } from './routes.ts';

const answer = handle(docsApp(openapi));

export const handler = observed(observe('docs'), (event: LambdaEvent, context: Context) =>
  answer(event, context),
);
