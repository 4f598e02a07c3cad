import { AwsError, type Member } from '../model/model.ts';
import { formCodec, rootElement } from './form-codec.ts';
import { element, textElement } from './xml.ts';

/** ec2Query: awsQuery with capitals, with bare numbers in lists, and with envelopes of its own. */
export const ec2query = formCodec({
  fieldName: (name, member) => member.queryName ?? capital(wireName(name, member)),
  listPart: () => undefined,
  answer: (model, members, requestId) =>
    rootElement(
      `${model.name}Response`,
      model.service,
      textElement('requestId', requestId) + members,
    ),
  error: (_service, error, requestId) =>
    element(
      'Response',
      element(
        'Errors',
        element('Error', textElement('Code', error.code) + textElement('Message', error.message)),
      ) + textElement('RequestID', requestId),
    ),
  unreadable: (field, wanted) =>
    new AwsError(
      'InvalidParameterValue',
      `The value of ${field} can not be converted to ${wanted}`,
    ),
});

const wireName = (name: string, member: Member): string => member.wireName ?? name;
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
