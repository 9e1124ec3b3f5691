import { openAuthority } from '../../infra/local/mqtt-authority.ts';
import { startBroker } from '../../infra/local/mqtt-broker.ts';
import { boardTopic, parseThingName } from '../../shared/contracts/mqtt-topics.ts';

/**
 * The broker of the local stack by itself, in a process of its own: what a device says goes at once, as it is, to the
 * screens of zone A. Told the folder of the certificates; says its port.
 */
const [folder = ''] = process.argv.slice(2);
const broker = await startBroker({
  port: 0,
  authority: await openAuthority(folder),
  registry: (thing) => {
    const address = parseThingName(thing);
    return Promise.resolve(address ? { ...address, kind: 'caller' } : undefined);
  },
  onMessage: ({ payload }) => void broker.publish(boardTopic('411323', 'A'), payload.toString(), true),
  onFault: (error) => {
    throw error;
  },
});
process.send?.(broker.port);
process.once('disconnect', () => process.exit(0));
