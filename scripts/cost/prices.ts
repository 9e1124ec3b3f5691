/** A charge of AWS: dollars for a number of units, on demand, us-east-1, as its pricing pages say (November 2025). */
interface Price {
  readonly what: string;
  readonly unit: string;
  readonly dollars: number;
  readonly per: number;
}

const MILLION = 1_000_000;

/** What a case uses. Storage comes on top, by the month and not by the case. */
const PRICES = {
  write: { what: 'DynamoDB', unit: 'write units (1 KB)', dollars: 0.625, per: MILLION },
  read: { what: 'DynamoDB', unit: 'read units (4 KB)', dollars: 0.125, per: MILLION },
  front: { what: 'CloudFront', unit: 'requests (HTTPS)', dollars: 1, per: MILLION },
  request: { what: 'HTTP API', unit: 'requests', dollars: 1, per: MILLION },
  invocation: { what: 'Lambda', unit: 'invocations', dollars: 0.2, per: MILLION },
  compute: { what: 'Lambda (ARM)', unit: 'GB-seconds', dollars: 13.3334, per: MILLION },
  transition: { what: 'Step Functions', unit: 'transitions', dollars: 25, per: MILLION },
  message: { what: 'SQS', unit: 'requests', dollars: 0.4, per: MILLION },
  device: { what: 'IoT Core', unit: 'messages, 5 KB', dollars: 1, per: MILLION },
  rule: { what: 'IoT Core', unit: 'rules and actions', dollars: 0.15, per: MILLION },
  keyUse: { what: 'KMS', unit: 'requests', dollars: 3, per: MILLION },
  upload: { what: 'S3', unit: 'PUT', dollars: 5, per: MILLION },
  download: { what: 'S3', unit: 'GET and HEAD', dollars: 0.4, per: MILLION },
  log: { what: 'CloudWatch Logs', unit: 'KB', dollars: 0.5, per: MILLION },
} as const satisfies Record<string, Price>;

type PriceName = keyof typeof PRICES;
export type Usage = Readonly<Record<PriceName, number>>;

/** Dollars of what was used. */
const costOf = (name: PriceName, used: number): number => {
  const { dollars, per } = PRICES[name];
  return (used * dollars) / per;
};

/** Prints each share, at so many yuan a dollar, and answers with the whole in fen. */
export const printShares = (name: string, usage: Usage, rate: number): number => {
  let whole = 0;
  for (const price of Object.keys(PRICES) as PriceName[]) {
    const { what, unit } = PRICES[price];
    const fen = costOf(price, usage[price]) * rate * 100;
    whole += fen;
    if (usage[price] > 0)
      console.log(
        `${what.padEnd(16)} ${usage[price].toFixed(1).padStart(7)} ${unit.padEnd(20)} ${fen.toFixed(4)} fen`,
      );
  }
  console.log(`${name}: ${whole.toFixed(3)} fen (1 fen = ¥0.01), ¥${rate} a dollar`);
  return whole;
};
