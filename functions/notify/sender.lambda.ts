import { senderFunction } from '../aws/sender-function.ts';

export const handler = await senderFunction('sender');
