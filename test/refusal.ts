/** A refusal's message without the id by which its reasons are asked for: that one is new each time. */
export const withoutId = (message: string): string => message.replace(WHERE_TO_ASK, '');

const WHERE_TO_ASK =
  /\. For complete details, call the GetRequestAuthorizationDetails API with the following authorization id: [0-9a-z]{33}(?=\s*$)/;
