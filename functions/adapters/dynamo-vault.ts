import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { TenantCode, VaultRef } from '../../shared/kernel/ids.ts';
import type { TenantVault, Vault } from '../../shared/ports/vault.ts';
import { fromItem, toItem, type Item } from './items.ts';
import type { Sealer } from './sealer.ts';

interface Stored {
  readonly about: Readonly<Record<string, string>>;
  /** Gone once the item is erased. */
  readonly ciphertext?: Uint8Array;
  readonly sealedWith?: string;
}

class DynamoTenantVault implements TenantVault {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #sealer: Sealer;
  readonly #tenant: TenantCode;

  constructor(client: DynamoDBClient, table: string, sealer: Sealer, tenant: TenantCode) {
    this.#client = client;
    this.#table = table;
    this.#sealer = sealer;
    this.#tenant = tenant;
  }

  async putOnce<About extends Readonly<Record<string, string>>>(
    ref: VaultRef,
    content: unknown,
    about: About,
  ): Promise<About> {
    const plaintext = Buffer.from(JSON.stringify(content ?? null));
    const sealed = await this.#sealer.seal({ tenant: this.#tenant, ref }, plaintext);
    const Item = { ...this.#key(ref), ...toItem({ about, ...sealed }) };
    try {
      await this.#client.send(
        new PutItemCommand({ TableName: this.#table, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
      return about;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // Nothing is ever deleted from the table, so what made the condition fail is still there.
      return ((await this.#find(ref))?.about ?? about) as About;
    }
  }

  async aboutOf(ref: VaultRef): Promise<Stored['about'] | undefined> {
    return (await this.#find(ref))?.about;
  }

  async get(ref: VaultRef): Promise<unknown> {
    const found = await this.#find(ref);
    if (!found?.ciphertext || found.sealedWith === undefined) return undefined;
    const { ciphertext, sealedWith } = found;
    const plaintext = await this.#sealer.open({ tenant: this.#tenant, ref }, { ciphertext, sealedWith });
    return JSON.parse(Buffer.from(plaintext).toString());
  }

  async erase(ref: VaultRef): Promise<void> {
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: this.#key(ref),
          UpdateExpression: 'REMOVE ciphertext, sealedWith',
          ConditionExpression: 'attribute_exists(pk)',
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  #key(ref: VaultRef): Item {
    return { pk: { S: `${this.#tenant}#vault` }, sk: { S: ref } };
  }

  async #find(ref: VaultRef): Promise<Stored | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: this.#key(ref), ConsistentRead: true }),
    );
    return Item && (fromItem(Item) as unknown as Stored);
  }
}

/** The vault on DynamoDB. What `sealer` encrypts is bound to tenant and reference, so an item moved elsewhere stays shut. */
export const dynamoVault = (client: DynamoDBClient, table: string, sealer: Sealer): Vault => ({
  for: (tenant) => new DynamoTenantVault(client, table, sealer, tenant),
});
