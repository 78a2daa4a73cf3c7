/** What the public pages say, in English: those behind the links in mails. `{address}`, `{topic}` and `{id}` are filled in. */
export const english = {
  unsubscribeTitle: 'Unsubscribe',
  unsubscribeHeading: 'Unsubscribe?',
  unsubscribeLead: 'One click, and we will not write to {address} again.',
  unsubscribeButton: 'Unsubscribe',
  unsubscribeFewer: 'Only some of them are too much?',
  unsubscribedTitle: 'Unsubscribed',
  unsubscribedHeading: 'You are unsubscribed',
  unsubscribedLead: 'We will not write to {address} again. There is nothing more to do.',
  unsubscribedMistake: 'Was it a mistake?',

  preferencesTitle: 'Your mails',
  preferencesHeading: 'Which mails do you want?',
  preferencesWhose: 'For {address}.',
  preferencesAbout: 'Write to me about:',
  preferencesSave: 'Save',
  preferencesStop: 'Unsubscribe from everything',
  preferencesSaved: 'It is saved, and holds from now on.',
  preferencesNone: 'We will write to you about none of these any more.',
  preferencesStopped: 'We will not write to you again.',
  preferencesBarred:
    'We cannot write to this address: a mail to it came back, or was marked as unwanted. Reply to one of our mails if that is wrong.',

  confirmTitle: 'Please confirm',
  confirmHeading: 'Was it you?',
  confirmLead:
    'Somebody, we hope you, asked us to write to {address}. Without this button we don’t.',
  confirmButton: 'Yes, write to me about: {topic}',
  confirmNot: 'It was not you? Then do nothing: we ask once more at most, and never write again.',
  confirmedTitle: 'Confirmed',
  confirmedHeading: 'Thank you, it is confirmed',
  confirmedLead: 'From now on we write to {address} about: {topic}.',
  confirmedMind: 'You can change your mind at any time.',
  overHeading: 'This can no longer be confirmed',
  overLead:
    'The link has run out, or was taken back. Nobody writes to you because of it. If you still want to hear from us, sign up once more.',

  choose: 'Choose what you get',
  yourAddress: 'your address',

  linkHeading: 'This link leads nowhere',
  linkLead:
    'It is not one of ours, part of it is missing, or what it led to is gone. Copy the whole link from the mail, or simply reply to it.',
  foreignHeading: 'Nothing was done',
  foreignLead:
    'This form was not sent from a page of this site, so nothing was done. Open the link in the mail once more.',
  refusedHeading: 'Nothing was done',
  refusedLead:
    'What your browser sent could not be understood, so nothing was done. Open the link in the mail once more.',
  brokenHeading: 'Something went wrong here',
  brokenLead:
    'It was nothing that you did. Try once more in a while, or simply reply to the mail. We find it under {id}.',
};
