/** The questions of the first start. */
export const setUp = {
  'setUp.title': 'Set up Offhook',
  'setUp.begin': 'Set up step by step',
  'setUp.where': 'Set up Offhook: question {at} of {of}',
  'setUp.pbx': 'Where is your phone system?',
  'setUp.pbx.about': 'Offhook steers your phone through it. Your administrator has its name.',
  'setUp.account': 'How does Offhook log in there?',
  'setUp.account.about': 'With the account that your administrator made for it, not with your own password.',
  'setUp.line': 'Which phone is yours?',
  'setUp.line.about': 'The phone on your desk, by the number that your colleagues call.',
  'setUp.next': 'Next',
  'setUp.back': 'Back',
  'setUp.practise': 'Practise first',
  'setUp.all': 'All settings',
  'setUp.loggingIn': 'Logging in …',
  'setUp.greeting.asking': 'Looking for the phone system …',
  'setUp.greeting.answers': 'An Asterisk answers there.',
} as const;
