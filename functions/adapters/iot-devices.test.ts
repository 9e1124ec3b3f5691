import {
  CreateKeysAndCertificateCommand,
  CreateThingCommand,
  DescribeCertificateCommand,
  DetachPolicyCommand,
  IoTClient,
  ListAttachedPoliciesCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
  UpdateCertificateCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot';
import {
  DeleteConnectionCommand,
  InvalidRequestException,
  IoTDataPlaneClient,
  PublishCommand,
  ResourceNotFoundException as NotConnectedException,
} from '@aws-sdk/client-iot-data-plane';
import { mockClient } from 'aws-sdk-client-mock';
import { rootCertificates } from 'node:tls';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TenantCode } from '../../shared/kernel/ids.ts';
import { iotCertificates, iotMessages } from './iot-devices.ts';

const iot = mockClient(IoTClient);
const data = mockClient(IoTDataPlaneClient);
const ids = { region: 'cn-north-1' };
const certificates = iotCertificates(new IoTClient(ids), new IoTDataPlaneClient(ids), 'onewindow-prod');
const thing = {
  name: '411323-kiosk-1',
  tenant: '411323' as TenantCode,
  attributes: { tenant: '411323', device: 'kiosk-1', kind: 'kiosk' },
};
const fault = { $metadata: {}, message: 'x' };

beforeEach(() => {
  iot.reset();
  data.reset();
  iot.on(CreateKeysAndCertificateCommand).resolves({
    certificateArn: 'arn:c',
    certificateId: 'c0ffee',
    certificatePem: rootCertificates[0],
    keyPair: { PrivateKey: 'key' },
  });
});

describe('a certificate by AWS IoT', () => {
  it('lets nobody in before it is activated, and carries the attributes that the policy reads', async () => {
    const issued = await certificates.issue(thing);
    expect(issued).toMatchObject({
      id: 'c0ffee',
      privateKey: 'key',
      ca: expect.stringContaining('BEGIN') as string,
    });
    expect(issued.expires).toMatch(/^20\d\d-/);
    const [made] = iot.commandCalls(CreateKeysAndCertificateCommand);
    expect(made?.args[0].input).toEqual({ setAsActive: false });
    const [created] = iot.commandCalls(CreateThingCommand);
    expect(created?.args[0].input).toMatchObject({
      thingName: thing.name,
      thingTypeName: 'onewindow-prod-kiosk',
      attributePayload: { attributes: thing.attributes },
    });
  });

  it('is made for a thing that is there already, too', async () => {
    iot.on(CreateThingCommand).rejects(new ResourceAlreadyExistsException(fault));
    await certificates.issue(thing);
    expect(iot.commandCalls(UpdateThingCommand)).toHaveLength(1);
  });

  it('is made inactive and loses its policy when it is withdrawn; one that is gone is withdrawn', async () => {
    iot.on(DescribeCertificateCommand).resolves({ certificateDescription: { certificateArn: 'arn:c' } });
    iot.on(ListAttachedPoliciesCommand).resolves({ policies: [{ policyName: 'onewindow-prod-device' }] });
    await certificates.withdraw('c0ffee');
    const [updated] = iot.commandCalls(UpdateCertificateCommand);
    expect(updated?.args[0].input).toEqual({ certificateId: 'c0ffee', newStatus: 'INACTIVE' });
    expect(iot.commandCalls(DetachPolicyCommand)).toHaveLength(1);
    iot.on(UpdateCertificateCommand).rejects(new ResourceNotFoundException(fault));
    await expect(certificates.withdraw('c0ffee')).resolves.toBeUndefined();
    iot.on(UpdateCertificateCommand).rejects(new Error('down'));
    await expect(certificates.withdraw('c0ffee')).rejects.toThrow('down');
  });
});

describe('the line', () => {
  it('is cut, also where there is none', async () => {
    data.on(DeleteConnectionCommand).rejects(new NotConnectedException(fault));
    await expect(certificates.disconnect(thing.name)).resolves.toBeUndefined();
    data.on(DeleteConnectionCommand).rejects(new InvalidRequestException(fault));
    await expect(certificates.disconnect(thing.name)).resolves.toBeUndefined();
    data.on(DeleteConnectionCommand).rejects(new Error('down'));
    await expect(certificates.disconnect(thing.name)).rejects.toThrow('down');
  });

  it('carries messages at least once, retained where asked for', async () => {
    await iotMessages(new IoTDataPlaneClient(ids)).publish('ow/x', { a: 1 }, { retain: true });
    const [sent] = data.commandCalls(PublishCommand);
    expect(sent?.args[0].input).toMatchObject({ topic: 'ow/x', qos: 1, retain: true });
    expect(Buffer.from(sent?.args[0].input.payload as Uint8Array).toString()).toBe('{"a":1}');
  });
});
