interface Delivered {
  readonly method: string;
  readonly tracking?: string;
}

/** B34: whoever waits for the courier can follow the parcel; nothing for a result that was fetched. */
export const parcelText = ({ method, tracking }: Delivered): string =>
  method === 'post' && tracking !== undefined ? `（邮寄，快递单号 ${tracking}）` : '';
