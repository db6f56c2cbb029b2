/** Texts of the designer of the sign-in page. @module */

/** Grouped by the part of the page that shows them. */
export const brandingText = {
  title: 'Sign-in page',
  readRefused: 'You cannot view how the sign-in page looks.',
  refused: 'You can view how the sign-in page looks, but not change it.',
  save: 'Save',
  unchanged: 'Nothing has changed.',
  invalid: 'Correct the marked fields first.',
  discard: 'Discard changes',
  reset: 'Use Ferry’s look',
  resetAlready: 'The page has Ferry’s look already.',
  saved: 'The sign-in page is saved.',
  unsaved: 'Not saved yet. People still see the page as it was.',
  conflict: {
    title: 'Someone else has changed the sign-in page',
    detail: 'Your change is not saved yet.',
    theirs: 'Use what is stored',
    mine: 'Save mine instead',
  },
  colours: {
    title: 'Colours',
    detail: 'An empty field uses Ferry’s colour.',
    primary: 'Main colour',
    primaryHint: 'For the button, links and edges.',
    background: 'Background',
    backgroundHint: 'The colour behind the card.',
    pick: (field: string) => `Choose: ${field}`,
    wrong: 'Write a colour as # and six digits or letters from a to f, such as #0059d6.',
  },
  contrast: {
    title: 'Contrast',
    detail: 'Text needs a contrast of 4.5:1 to be read well.',
    themes: { light: 'light', dark: 'dark' },
    label: (colour: 'black' | 'white', ratio: string) =>
      `The button has ${colour} text, with a contrast of ${ratio}.`,
    link: (theme: string, ratio: string) =>
      `Links on the ${theme} card have your colour, with a contrast of ${ratio}.`,
    mixed: (theme: string, ratio: string, way: 'brighter' | 'darker') =>
      `Your colour has a contrast of only ${ratio} on the ${theme} card, so links are ${way} there.`,
    background: 'Your background is too bright for the dark theme, which keeps its own.',
  },
  images: {
    title: 'Images',
    detail:
      'Browsers load them from the address that you give, so the host of the images learns the IP addresses of people who sign in.',
    logo: 'Logo',
    logoHint:
      'Shown 44 pixels high, in the dark theme on white. Without a logo, people see the tenant’s name.',
    favicon: 'Icon',
    faviconHint: 'Browsers show it in the tab.',
    start: 'https://',
    wrong: 'Write an address that starts with https://. Pages load nothing else.',
  },
  font: {
    title: 'Font',
    detail: 'The pages use fonts of the reader’s device, so each device may show another one.',
    label: 'Font of the pages',
    fonts: { sans: 'Sans serif', humanist: 'Humanist', rounded: 'Rounded', serif: 'Serif' },
  },
  preview: {
    title: 'Preview',
    detail: 'Ferry renders these pages with your draft. Nothing in them can be pressed.',
    page: 'Page',
    pages: {
      sign_in: 'Sign in',
      wrong_password: 'Wrong password',
      reset: 'New password',
      reset_refused: 'Weak password',
      signed_out: 'Signed out',
      problem: 'Link does not work',
    },
    language: 'Language',
    theme: 'Theme',
    themes: { both: 'Light and dark', light: 'Light', dark: 'Dark' },
    width: 'Width',
    widths: { narrow: 'Phone', wide: 'Computer' },
    frame: (page: string, theme: string) => `${page}, ${theme}`,
    waits: 'Correct the marked fields to see the preview.',
    refused: 'The preview needs the right to change the page.',
  },
} as const
