import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

export type Item = Record<string, AttributeValue>;

/**
 * JSON to attribute values and back without loss: every double that DynamoDB can hold (magnitude 1e-130 to 1e126)
 * comes back as the same number. A field that is `undefined` is not stored, as in JSON.
 */
export const toItem = (record: object): Item =>
  marshall(record, { removeUndefinedValues: true, allowImpreciseNumbers: true });

export const fromItem = (item: Item): Record<string, unknown> => unmarshall(item, { wrapNumbers: Number });
