/** What Lambda's runtime does, in a process of its own: imports a function and hands it one event after the other. */
const CONTEXT = {
  functionName: 'function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:function',
  memoryLimitInMB: '512',
  awsRequestId: '5b4c5a0e-6a2f-4b8f-9d0e-1f2a3b4c5d6e',
  logGroupName: 'function',
  logStreamName: 'function',
  getRemainingTimeInMillis: () => 10_000,
};

type Handler = (event: unknown, context: typeof CONTEXT) => Promise<unknown>;

const answerOf = async (handler: Handler, event: unknown) => {
  try {
    return { answer: (await handler(event, CONTEXT)) ?? null };
  } catch (error) {
    const { name, message } = error as Error;
    return { error: { name, message } };
  }
};

process.once('message', ({ file, events }: { file: string; events: readonly unknown[] }) => {
  const run = async (): Promise<void> => {
    const { handler } = (await import(file)) as { handler: Handler };
    const answers = [];
    for (const event of events) answers.push(await answerOf(handler, event));
    process.send?.(answers);
  };
  void run();
});
