const ref = (name: string) => ({ Ref: name });

/**
 * What fleet provisioning makes of a device that the hook let through: the thing with its attributes, its certificate and
 * the policy of all devices. The parameters are the hook's, whatever the device said of itself.
 */
export const provisioningTemplate = (prefix: string, policyName: string) => ({
  Parameters: Object.fromEntries(
    ['Tenant', 'Device', 'Kind', 'SerialNumber', 'AWS::IoT::Certificate::Id'].map((name) => [
      name,
      { Type: 'String' },
    ]),
  ),
  Resources: {
    thing: {
      Type: 'AWS::IoT::Thing',
      OverrideSettings: { AttributePayload: 'REPLACE', ThingTypeName: 'REPLACE' },
      Properties: {
        ThingName: { 'Fn::Join': ['', [ref('Tenant'), '-', ref('Device')]] },
        ThingTypeName: { 'Fn::Join': ['', [`${prefix}-`, ref('Kind')]] },
        AttributePayload: { tenant: ref('Tenant'), device: ref('Device'), kind: ref('Kind') },
      },
    },
    certificate: {
      Type: 'AWS::IoT::Certificate',
      Properties: { CertificateId: ref('AWS::IoT::Certificate::Id'), Status: 'Active' },
    },
    policy: { Type: 'AWS::IoT::Policy', Properties: { PolicyName: policyName } },
  },
});

/** What the claim certificate of a maker is good for: to ask for a certificate and a thing, and nothing else. */
export const claimPolicy = (arn: string, templateName: string) => {
  const topics = [
    '$aws/certificates/create/*',
    '$aws/certificates/create-from-csr/*',
    `$aws/provisioning-templates/${templateName}/provision/*`,
  ];
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['iot:Connect'], Resource: [`${arn}:client/claim-*`] },
      {
        Effect: 'Allow',
        Action: ['iot:Publish', 'iot:Receive'],
        Resource: topics.map((topic) => `${arn}:topic/${topic}`),
      },
      {
        Effect: 'Allow',
        Action: ['iot:Subscribe'],
        Resource: topics.map((topic) => `${arn}:topicfilter/${topic}`),
      },
    ],
  };
};
