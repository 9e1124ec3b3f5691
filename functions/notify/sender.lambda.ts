import { senderFunction } from '../aws/sender-function.ts';
import { deliverNotice } from './deliver-notice.ts';

export const handler = await senderFunction('sender', deliverNotice);
