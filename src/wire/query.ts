import { AwsError } from '../model/model.ts';
import { formCodec, rootElement } from './form-codec.ts';
import { element, textElement } from './xml.ts';

/** awsQuery: form fields in, XML out; the operation is named by the field `Action`. */
export const query = formCodec({
  fieldName: (name, member) => member.wireName ?? name,
  listPart: (shape) => (shape.flattened ? undefined : (shape.memberName ?? 'member')),
  answer: (model, members, requestId) =>
    rootElement(
      `${model.name}Response`,
      model.service,
      (model.resultWrapper ? element(model.resultWrapper, members) : '') +
        element('ResponseMetadata', textElement('RequestId', requestId)),
    ),
  error: (service, error, requestId) =>
    rootElement(
      'ErrorResponse',
      service,
      element(
        'Error',
        textElement('Type', error.status < 500 ? 'Sender' : 'Receiver') +
          textElement('Code', error.code) +
          (error.message === '' ? '' : textElement('Message', error.message)),
      ) + textElement('RequestId', requestId),
    ),
  unreadable: (field, wanted) =>
    new AwsError('MalformedInput', `The value of ${field} can not be converted to ${wanted}`),
});
