import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type Attribute,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { KeyAttribute, TableSpec } from '../../functions/adapters/tables.ts';

export interface StoreTableProps {
  readonly spec: TableSpec;
  readonly key: IKey;
  /** Holds what cannot be made again. */
  readonly keepsData: boolean;
}

const attribute = ({ name, type }: KeyAttribute): Attribute => ({
  name,
  type: type === 'S' ? AttributeType.STRING : AttributeType.NUMBER,
});

/** A table of `TABLES`: paid per request, encrypted with our key, restorable to any second of the last 35 days. */
export class StoreTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { spec, key, keepsData }: StoreTableProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: attribute(spec.partition),
      ...(spec.sort ? { sortKey: attribute(spec.sort) } : {}),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keepsData,
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(spec.streamed ? { stream: StreamViewType.NEW_IMAGE } : {}),
    });
    for (const { name, partition, sort } of spec.indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: attribute(partition),
        sortKey: attribute(sort),
        projectionType: ProjectionType.ALL,
      });
    }
  }
}
