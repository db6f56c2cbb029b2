/** Texts of the page that makes connections of scripts that somebody has already. @module */
import { counted } from '../../counted.ts'

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`

/** Grouped by the part of the page that shows them. */
export const bringText = {
  title: 'Bring scripts along',
  intro:
    'Add the custom database scripts that you have, for example from Auth0: paste them, or drop files, a folder, a ZIP file or the folder that Auth0’s deploy tool exports (a0deploy export). Ferry shows which connections it would create. Nothing is created before you say so.',
  drop: 'Drop files, a folder or a ZIP file here',
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose a folder',
  paste: 'Paste scripts',
  pasteLabel: 'Text of the scripts',
  pasteHint:
    'One script or several. Ferry tells them apart by the names of their functions: login, getByEmail, create, verify, changePassword, deleteUser, changeEmail.',
  addPasted: 'Add pasted scripts',
  nothingPasted: 'Paste a script first.',
  pastedName: 'pasted',
  reading: 'Reading the files',
  clear: 'Start again',
  found: (connections: number) => `Ferry would create ${counted(connections, 'connection')}`,
  nothingFound:
    'No scripts were found. Their files must have the names of Auth0’s scripts: login.js, get_user.js, create.js, verify.js, change_password.js, delete.js, change_email.js.',
  yaml: 'Ferry does not read tenant.yaml. It uses the script files beside it. For the options too, export with --format=directory.',
  twice: (action: string) => `There is more than one ${action} script. The first one is used.`,
  notJson: (path: string) => `${path} is not valid JSON, so its options are not used.`,
  badZip: (path: string) => `${path} is not a ZIP file that can be read.`,
  limits: {
    files: (most: number) => `There are more than ${counted(most, 'file')}. Drop the folder of one tenant.`,
    bytes: (most: number) => `The files are larger than ${megabytes(most)} in all. Drop only the scripts.`,
  },
  name: 'Connection name',
  nameHint: 'Letters, digits and dashes. It cannot be changed later.',
  nameWrong: 'Use 1 to 128 letters, digits and dashes. Start and end with a letter or digit.',
  nameTaken: 'A connection with this name exists already. Choose another name.',
  nameTwice: 'Two connections have this name. Choose another name.',
  leaveOut: 'Leave this connection out',
  scripts: 'Scripts',
  lines: (lines: number) => counted(lines, 'line'),
  noLogin: 'There is no login script, so nobody can sign in yet.',
  checking: 'checking',
  noProblems: 'no problems',
  unchecked: 'not checked',
  problems: (errors: number, warnings: number) =>
    [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : '']
      .filter(Boolean)
      .join(', '),
  problemsOf: (action: string) => `Problems of ${action}`,
  atLine: (line: number) => `Line ${line}: `,
  values: 'Values of the configuration',
  valuesHint:
    'Scripts read these as configuration.KEY. Ferry encrypts them. You can leave values empty and set them later.',
  optional: 'Optional: the scripts do without it.',
  markers: 'Values for markers',
  markersHint:
    'The scripts or options have ##KEY## or @@KEY@@ where the deploy tool puts values of the target. A value for @@KEY@@ is JSON.',
  missingMarkers: (keys: readonly string[]) => `Enter a value for ${keys.join(', ')}.`,
  applications: (on: readonly string[], missing: readonly string[]) =>
    [
      on.length > 0 ? `It is turned on for ${on.join(', ')}.` : '',
      missing.length > 0
        ? `There is no application named ${missing.join(', ')}: create it, then turn it on.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
  create: (connections: number) => `Create ${counted(connections, 'connection')}`,
  mendFirst: 'Correct the fields that are marked first.',
  created: (name: string) => `${name} is created.`,
  failedAt: (name: string) => `${name} could not be created.`,
  open: 'Open connection',
} as const
