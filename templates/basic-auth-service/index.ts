/** The template basic-auth-service. @module */
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** Web service with Basic authentication. */
export const basicAuthService: Template = {
  id: 'basic-auth-service',
  name: 'Web service with Basic authentication',
  description:
    'A web service that takes the user’s name and password by HTTP Basic authentication.\n' +
    'Everything but the login is asked for with the credentials of the application.',
  database: 'HTTP, JSON',
  configuration: [
    {
      key: 'SERVICE_URL',
      description: 'Address of the service, without a slash at the end',
      example: 'https://legacy.example.com/api',
      required: true,
    },
    {
      key: 'SERVICE_USER',
      description: 'Name that the service knows the application by',
      example: 'ferry',
      required: true,
    },
    { key: 'SERVICE_PASSWORD', description: 'Password of the application', example: '…', required: true },
  ],
  schema: readTemplateFile(import.meta.dirname, 'schema.json'),
  scripts: readScripts(import.meta.dirname),
}
