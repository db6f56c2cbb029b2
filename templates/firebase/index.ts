/** The template firebase. @module */
import type { Template } from '../template.ts'
import { readScripts } from '../template.ts'

/** A project of Firebase Authentication, or of Google's Identity Platform. */
export const firebase: Template = {
  id: 'firebase',
  name: 'Firebase Authentication, Identity Platform',
  description:
    'Users with email and password of a Firebase project, asked by its REST API.\n' +
    'Firebase slows down an account after several wrong passwords; sign-ins count against the quota of the project.',
  database: 'Firebase Authentication, Google Identity Platform',
  configuration: [
    {
      key: 'FIREBASE_API_KEY',
      description:
        'Web API key of the project (Project settings, General), without a restriction to websites',
      example: 'AIzaSyExampleExampleExampleExample',
      required: true,
    },
    {
      key: 'FIREBASE_SERVICE_ACCOUNT',
      description:
        'JSON key of a service account with the role "Firebase Authentication Viewer" (Project settings, Service accounts)',
      example: '{"type":"service_account","project_id":"example",…}',
      required: true,
    },
    {
      key: 'FIREBASE_AUTH_URL',
      description: 'Address of the API, when you try the scripts with the Firebase emulator',
      example: 'http://127.0.0.1:9099/identitytoolkit.googleapis.com/v1',
      required: false,
    },
  ],
  scripts: readScripts(import.meta.dirname),
}
