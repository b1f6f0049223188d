import { areaTexts } from '../i18n/texts.ts'

export const english = {
  title: 'Share your shelf',
  intro: 'Show your books to friends at an address of its own. Who has the address needs no account.',
  loading: 'Loading …',
  name: 'Name on the shared shelf',
  nameHint: 'Leave it empty to show none.',
  ratings: 'Show my ratings',
  reviews: 'Show my reviews',
  tag: 'Only books with this tag',
  tagHint: 'Leave it empty to show the whole shelf. Visitors do not see the tag.',
  shown: 'Visitors see',
  facts: 'The title, authors, series, category and cover of each book',
  factsOfTag: (tag: string): string =>
    `The title, authors, series, category and cover of each book with the tag “${tag}”`,
  nameIs: (name: string): string => `The name ${name}`,
  noName: 'No name',
  ratingsAre: 'Your ratings',
  reviewsAre: 'Your reviews in full',
  hidden: 'They never see your email, notes, tags, reading dates, progress or what you own.',
  covers:
    'Search engines are asked not to list the page. Each cover has an address of its own, which stays valid when you stop sharing.',
  start: 'Share the shelf',
  starting: 'Sharing …',
  save: 'Save changes',
  saving: 'Saving …',
  isShared: 'Your shelf is shared.',
  isSaved: 'What visitors see is changed.',
  address: 'Address of your shelf',
  copy: 'Copy address',
  isCopied: 'The address is copied.',
  open: 'Open the shelf',
  rotate: 'New address …',
  stop: 'Stop sharing',
  stopping: 'Stopping …',
  isStopped: 'Your shelf is not shared any more.',
  rotation: {
    title: 'Make a new address?',
    text: 'The old address ends at once. Send the new one to those who should see your shelf.',
    cancel: 'Cancel',
    confirm: 'Make a new address',
    busy: 'Making …',
    isDone: 'Your shelf has a new address.',
  },
}

export const shareTexts = areaTexts('share', english)
