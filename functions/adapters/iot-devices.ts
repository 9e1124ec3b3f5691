import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateKeysAndCertificateCommand,
  CreateThingCommand,
  DescribeCertificateCommand,
  DescribeEndpointCommand,
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
import { instantOf, type Instant } from '../../shared/kernel/instant.ts';
import type { DeviceCertificates, DeviceMessages, Thing } from '../../shared/ports/device-hub.ts';
import type { AwsEndpoint } from './clients.ts';

/** AWS IoT answered without what was asked for. */
export class IotAnswerError extends Error {
  override readonly name = 'IotAnswerError';
}

const MQTTS_PORT = 8883;
const ROOT = 'CN=Amazon Root CA 1';

export const iotClient = (at: AwsEndpoint): IoTClient => new IoTClient({ maxAttempts: 4, ...at });
export const iotDataClient = (at: AwsEndpoint): IoTDataPlaneClient =>
  new IoTDataPlaneClient({ maxAttempts: 4, ...at });

/** What the endpoints of AWS IoT are signed by. Node knows it. */
const amazonRoot = (): string => {
  const found = rootCertificates.find((pem) => new X509Certificate(pem).subject.includes(ROOT));
  if (found === undefined) throw new IotAnswerError(`no ${ROOT} among the roots`);
  return found;
};

const given = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined) throw new IotAnswerError(`no ${what} in the answer`);
  return value;
};

const expiryOf = (pem: string): Instant => instantOf(new X509Certificate(pem).validToDate.getTime());

/** Things carry what the policy's variables are filled from, as the registry has it now. */
const putThing = async (iot: IoTClient, prefix: string, { name, attributes }: Thing): Promise<void> => {
  const thingTypeName = `${prefix}-${attributes.kind ?? ''}`;
  const fields = { thingName: name, thingTypeName, attributePayload: { attributes: { ...attributes } } };
  try {
    await iot.send(new CreateThingCommand(fields));
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    await iot.send(new UpdateThingCommand(fields));
  }
};

const withdraw = async (iot: IoTClient, certificateId: string): Promise<void> => {
  try {
    await iot.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }));
    const { certificateDescription } = await iot.send(new DescribeCertificateCommand({ certificateId }));
    const target = given(certificateDescription?.certificateArn, 'certificateArn');
    const { policies = [] } = await iot.send(new ListAttachedPoliciesCommand({ target }));
    for (const { policyName } of policies)
      await iot.send(new DetachPolicyCommand({ policyName: given(policyName, 'policyName'), target }));
  } catch (error) {
    // Whoever deleted it has done more than is asked for here.
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
};

/**
 * Certificates by AWS IoT. `prefix` begins the names of what the stack made: the policy `<prefix>-device` and one thing
 * type for each kind of device.
 */
export const iotCertificates = (
  iot: IoTClient,
  data: IoTDataPlaneClient,
  prefix: string,
): DeviceCertificates => ({
  issue: async (thing) => {
    await putThing(iot, prefix, thing);
    const made = await iot.send(new CreateKeysAndCertificateCommand({ setAsActive: false }));
    const principal = given(made.certificateArn, 'certificateArn');
    await iot.send(new AttachPolicyCommand({ policyName: `${prefix}-device`, target: principal }));
    await iot.send(new AttachThingPrincipalCommand({ thingName: thing.name, principal }));
    const certificate = given(made.certificatePem, 'certificatePem');
    return {
      id: given(made.certificateId, 'certificateId'),
      certificate,
      privateKey: given(made.keyPair?.PrivateKey, 'PrivateKey'),
      ca: amazonRoot(),
      expires: expiryOf(certificate),
    };
  },
  activate: async (certificateId) => {
    await iot.send(new UpdateCertificateCommand({ certificateId, newStatus: 'ACTIVE' }));
  },
  withdraw: (certificateId) => withdraw(iot, certificateId),
  disconnect: async (clientId) => {
    try {
      await data.send(new DeleteConnectionCommand({ clientId }));
    } catch (error) {
      // Where the call is not offered, AWS IoT ends the connection by itself, minutes after the certificate went inactive.
      const isDone = error instanceof NotConnectedException || error instanceof InvalidRequestException;
      if (!isDone) throw error;
    }
  },
  endpoint: async () => {
    const { endpointAddress } = await iot.send(new DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' }));
    return `mqtts://${given(endpointAddress, 'endpointAddress')}:${MQTTS_PORT}`;
  },
});

export const iotMessages = (data: IoTDataPlaneClient): DeviceMessages => ({
  publish: async (topic, payload, { retain } = { retain: false }) => {
    await data.send(
      new PublishCommand({
        topic,
        qos: 1,
        retain,
        contentType: 'application/json',
        payload: Buffer.from(JSON.stringify(payload)),
      }),
    );
  },
});
