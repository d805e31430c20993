/** The questions of the first start. */
export const setUp = {
  'welcome.title': 'Welcome to Offhook',
  'welcome.about': 'Offhook calls with the phone on your desk. How do you want to begin?',
  'welcome.details': 'I have the details',
  'welcome.details.about':
    'Phone system, account and extension, from your administrator: three short questions.',
  'welcome.file': 'My administrator gave me a file',
  'welcome.file.about': 'The settings of a connector (XML). They are filled in for you to check.',
  'welcome.practise': 'Try it with practice calls',
  'welcome.practise.about': 'On a phone system inside Offhook: it rings nobody and costs nothing.',

  'setUp.title': 'Set up Offhook',
  'setUp.begin': 'Set up step by step',
  'setUp.where': 'Set up Offhook: question {at} of {of}',
  'setUp.pbx': 'Where is your phone system?',
  'setUp.pbx.about': 'Offhook controls your desk phone through it. Ask your administrator for the address.',
  'setUp.account': 'How does Offhook sign in?',
  'setUp.account.about':
    'With the account that your administrator created for it, not with your own password.',
  'setUp.line': 'Which phone is yours?',
  'setUp.line.about': 'The extension of your desk phone: the number your colleagues dial.',
  'setUp.next': 'Next',
  'setUp.back': 'Back',
  'setUp.practise': 'Practise first',
  'setUp.all': 'All settings',
  'setUp.loggingIn': 'Signing in…',
  'setUp.greeting.asking': 'Looking for the phone system…',
  'setUp.greeting.answers': 'Asterisk answers there.',
} as const;
