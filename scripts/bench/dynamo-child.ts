import { startDynamo } from '../../infra/local/dynamo-server.ts';

/** The store of a bench runs in a process of its own, so that its work is not counted as ours. */
const { endpoint } = await startDynamo();
process.send?.(endpoint);
process.on('disconnect', () => process.exit(0));
