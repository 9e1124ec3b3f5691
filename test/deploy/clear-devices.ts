import {
  DeleteCertificateCommand,
  DeleteThingCommand,
  DetachPolicyCommand,
  DetachThingPrincipalCommand,
  ListAttachedPoliciesCommand,
  ListThingPrincipalsCommand,
  ListThingsCommand,
  UpdateCertificateCommand,
  type IoTClient,
} from '@aws-sdk/client-iot';

const idOf = (principal: string): string => principal.split('/').at(-1) ?? '';

const clearCertificate = async (iot: IoTClient, thingName: string, principal: string): Promise<void> => {
  const { policies = [] } = await iot.send(new ListAttachedPoliciesCommand({ target: principal }));
  for (const { policyName } of policies)
    await iot.send(new DetachPolicyCommand({ policyName, target: principal }));
  await iot.send(new DetachThingPrincipalCommand({ thingName, principal }));
  const certificateId = idOf(principal);
  await iot.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }));
  await iot.send(new DeleteCertificateCommand({ certificateId, forceDelete: true }));
};

/** Takes away the devices that were enrolled: thing types and policies cannot be deleted while anything is attached to them. */
export const clearDevices = async (iot: IoTClient): Promise<void> => {
  const { things = [] } = await iot.send(new ListThingsCommand({}));
  for (const { thingName } of things) {
    const { principals = [] } = await iot.send(new ListThingPrincipalsCommand({ thingName }));
    for (const principal of principals) await clearCertificate(iot, thingName ?? '', principal);
    await iot.send(new DeleteThingCommand({ thingName }));
  }
};
