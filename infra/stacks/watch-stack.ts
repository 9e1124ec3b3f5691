import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  Metric,
  Stats,
  type Alarm,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { TABLE_ROLES } from '../../functions/adapters/tables.ts';
import type { LogConsumer } from '../constructs/log-consumer.ts';
import { RunbookAlarm, type RunbookAlarmProps } from '../constructs/runbook-alarm.ts';
import type { SliceFunction } from '../constructs/slice-function.ts';
import type { ApiStack } from './api-stack.ts';
import type { FlowStack } from './flow-stack.ts';
import type { StateStack } from './state-stack.ts';
import type { WebStack } from './web-stack.ts';

export interface WatchStackProps extends StackProps {
  readonly state: StateStack;
  readonly web: WebStack;
  readonly api: ApiStack;
  readonly flow: FlowStack;
}

const FIVE_MINUTES = Duration.minutes(5);
const MINUTE = Duration.minutes(1);
const SLOW_MS = 2_000;
const LATE_MS = Duration.minutes(5).toMilliseconds();
const NOTICE_LATE_SECONDS = 900;
/** Requests in five minutes; some who look for files that never were are nothing to wake anybody for. */
const SITE_ERRORS = { '4xx': 50, '5xx': 5 } as const;
const WIDE = 12;

/** Alarms, each with what to do, and one page that shows how the halls are served. */
export class WatchStack extends Stack {
  readonly #alarms: Alarm[] = [];

  constructor(scope: Construct, id: string, { state, web, api, flow, ...props }: WatchStackProps) {
    super(scope, id, props);
    const alarm = (name: string, alarmProps: Omit<RunbookAlarmProps, 'topic'>): void => {
      this.#alarms.push(new RunbookAlarm(this, name, { ...alarmProps, topic: state.alerts }).alarm);
    };
    const { signIn } = api;
    const functions = { ...api.functions, ...flow.functions, ...(signIn && { signIn }) };
    this.#ofApi(api, alarm);
    this.#ofSite(web, alarm);
    for (const [name, slice] of Object.entries(functions)) this.#ofFunction(name, slice, alarm);
    this.#ofStream(flow, alarm);
    this.#ofWorkflows(flow, alarm);
    this.#ofNotices(flow, alarm);
    this.#ofTables(state, alarm);
    this.#dashboard(api, flow, Object.values(functions));
  }

  #ofApi(
    { api: { api } }: ApiStack,
    alarm: (name: string, props: Omit<RunbookAlarmProps, 'topic'>) => void,
  ): void {
    alarm('ApiFaults', {
      metric: api.metricServerError({ period: FIVE_MINUTES, statistic: Stats.SUM }),
      threshold: 5,
      meaning: 'Requests are answered with 5xx.',
      runbook: 'api-faults',
    });
    alarm('ApiSlow', {
      metric: api.metricLatency({ period: MINUTE, statistic: 'p99' }),
      threshold: SLOW_MS,
      lasting: 3,
      meaning: 'One answer in a hundred takes more than two seconds.',
      runbook: 'api-slow',
    });
  }

  /** What CloudFront itself counts lies in one region of each partition, where alarms of another cannot look. */
  #ofSite({ site }: WebStack, alarm: (name: string, props: Omit<RunbookAlarmProps, 'topic'>) => void): void {
    const errors = (kind: '4xx' | '5xx') => ({
      metric: site.requests(`${kind}Errors`, FIVE_MINUTES),
      threshold: SITE_ERRORS[kind],
      runbook: 'site-faults',
    });
    alarm('SiteFaults', { ...errors('5xx'), meaning: 'Files of the web app cannot be read.' });
    alarm('SiteMisses', {
      ...errors('4xx'),
      meaning: 'Pages ask for files of the web app that are not there.',
    });
  }

  #ofFunction(
    name: string,
    { fn }: SliceFunction,
    alarm: (name: string, props: Omit<RunbookAlarmProps, 'topic'>) => void,
  ): void {
    alarm(`${name}Errors`, {
      metric: fn.metricErrors({ period: FIVE_MINUTES }),
      threshold: 1,
      meaning: `Function ${name} does not start, runs out of time or memory, or cannot finish a batch.`,
      runbook: 'function-errors',
    });
    alarm(`${name}Throttles`, {
      metric: fn.metricThrottles({ period: FIVE_MINUTES }),
      threshold: 10,
      meaning: `Function ${name} is refused instances.`,
      runbook: 'function-throttles',
    });
  }

  #ofStream(
    { functions, consumers }: FlowStack,
    alarm: (name: string, props: Omit<RunbookAlarmProps, 'topic'>) => void,
  ): void {
    const age = (fn: Function) => fn.metric('IteratorAge', { period: MINUTE, statistic: Stats.MAXIMUM });
    const depth = ({ deadLetters }: LogConsumer) =>
      deadLetters.metricApproximateNumberOfMessagesVisible({ period: MINUTE });
    alarm('ViewsLate', {
      metric: age(functions.views.fn),
      threshold: LATE_MS,
      lasting: 3,
      meaning: 'Lists are more than five minutes behind the log.',
      runbook: 'views-late',
    });
    alarm('DeadLetters', {
      metric: depth(consumers.views),
      threshold: 1,
      meaning: 'Commits could not be projected and were put aside.',
      runbook: 'dead-letters',
    });
    alarm('ReactionsLate', {
      metric: age(functions.reactions.fn),
      threshold: LATE_MS,
      lasting: 3,
      meaning: 'Clocks and linked cases are more than five minutes behind the log.',
      runbook: 'reactions-late',
    });
    alarm('ReactionsDeadLetters', {
      metric: depth(consumers.reactions),
      threshold: 1,
      meaning: 'What a commit should have set off was not done and was put aside.',
      runbook: 'reactions-dead-letters',
    });
  }

  #ofWorkflows(
    { workflows }: FlowStack,
    alarm: (name: string, props: Omit<RunbookAlarmProps, 'topic'>) => void,
  ): void {
    for (const [name, { machine }] of Object.entries(workflows)) {
      alarm(`${name}ExecutionsFailed`, {
        metric: machine.metricFailed({ period: FIVE_MINUTES }),
        threshold: 1,
        meaning: `An execution of ${name} gave up after all of its repetitions.`,
        runbook: 'executions-failed',
      });
      alarm(`${name}ExecutionsTimedOut`, {
        metric: machine.metricTimedOut({ period: FIVE_MINUTES }),
        threshold: 1,
        meaning: `An execution of ${name} has lasted for the year that Step Functions allow.`,
        runbook: 'executions-timed-out',
      });
      alarm(`${name}ExecutionsThrottled`, {
        metric: machine.metricThrottled({ period: FIVE_MINUTES }),
        threshold: 10,
        meaning: `States of ${name} wait for the account's quota of transitions.`,
        runbook: 'executions-throttled',
      });
    }
  }

  #ofNotices(
    { notices: { queue, deadLetters } }: FlowStack,
    alarm: (name: string, props: Omit<RunbookAlarmProps, 'topic'>) => void,
  ): void {
    alarm('NoticesLate', {
      metric: queue.metricApproximateAgeOfOldestMessage({ period: MINUTE }),
      threshold: NOTICE_LATE_SECONDS,
      lasting: 3,
      meaning: 'A notice has waited for more than a quarter of an hour.',
      runbook: 'notices-late',
    });
    alarm('NoticesDeadLetters', {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: MINUTE }),
      threshold: 1,
      meaning: 'Notices could not be delivered however often they were tried.',
      runbook: 'notices-dead-letters',
    });
  }

  #ofTables(
    { tables }: StateStack,
    alarm: (name: string, props: Omit<RunbookAlarmProps, 'topic'>) => void,
  ): void {
    for (const role of TABLE_ROLES) {
      for (const kind of ['Read', 'Write'] as const) {
        alarm(`${role}${kind}sThrottled`, {
          metric: tables[role].metric(`${kind}ThrottleEvents`, {
            period: FIVE_MINUTES,
            statistic: Stats.SUM,
          }),
          threshold: 5,
          meaning: `Table ${role} refuses ${kind.toLowerCase()}s.`,
          runbook: 'table-throttles',
        });
      }
    }
  }

  #dashboard(
    { api: { api } }: ApiStack,
    { functions: { views, reactions } }: FlowStack,
    functions: readonly SliceFunction[],
  ): void {
    const faults = functions.map(({ fn }) => fn.metricErrors());
    const busy = functions.map(({ fn }) => fn.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM }));
    const graph = (title: string, left: readonly IMetric[]) =>
      new GraphWidget({ title, left: [...left], width: WIDE });
    new Dashboard(this, 'Dashboard', {
      widgets: [
        [new AlarmStatusWidget({ alarms: this.#alarms, width: WIDE * 2 })],
        [
          graph('Requests', [api.metricCount(), api.metricClientError(), api.metricServerError()]),
          graph(
            'Latency',
            ['p50', 'p90', 'p99'].map((statistic) => api.metricLatency({ statistic })),
          ),
        ],
        [graph('Function errors', faults), graph('Instances', busy)],
        [
          graph(
            'Behind the log',
            [views, reactions].map(({ fn }) => fn.metric('IteratorAge', { statistic: Stats.MAXIMUM })),
          ),
          graph('Faults', [
            new Metric({ namespace: 'OneWindow', metricName: 'Fault', statistic: Stats.SUM }),
          ]),
        ],
      ],
    });
  }
}
