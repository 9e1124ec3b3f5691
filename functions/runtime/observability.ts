import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { OnFault } from './app.ts';

/** Namespace and names of our own metrics; alarms are made from the same. */
export const METRICS = { namespace: 'OneWindow', fault: 'Fault' } as const;

export interface Observability {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
}

/** Logger, metrics and tracer of one function. Nothing of a request is ever logged but its route and identifiers. */
export const observe = (serviceName: string): Observability => ({
  logger: new Logger({ serviceName }),
  metrics: new Metrics({
    namespace: METRICS.namespace,
    serviceName,
    defaultDimensions: { service: serviceName },
  }),
  tracer: new Tracer({ serviceName, captureHTTPsRequests: false }),
});

/** A fault as a log line and a count. What a caller wrote is in neither: the error's own text names identifiers only. */
export const faultReporter =
  ({ logger, metrics }: Pick<Observability, 'logger' | 'metrics'>): OnFault =>
  ({ method, path, error }) => {
    metrics.addMetric(METRICS.fault, MetricUnit.Count, 1);
    logger.error('fault', { method, path, error });
  };

/** Powertools' own middleware writes a warning for each request that counted nothing, which is nearly every one. */
const publishMetrics = (metrics: Metrics): middy.MiddlewareObj => {
  const publish = (): void => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return { before: () => metrics.captureColdStartMetric(), after: publish, onError: publish };
};

/**
 * The life cycle of a function: middy's, and only the life cycle. Answers are not traced and events not logged: they are
 * citizens' data.
 */
export const observed = <Event, Answer>(
  { logger, metrics, tracer }: Observability,
  handler: (event: Event, context: Context) => Promise<Answer>,
) =>
  middy<Event, Answer>()
    .use(captureLambdaHandler(tracer, { captureResponse: false }))
    .use(injectLambdaContext(logger, { clearState: true, logEvent: false }))
    .use(publishMetrics(metrics))
    .handler(handler);
