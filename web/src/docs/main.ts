import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle'
import 'swagger-ui-dist/swagger-ui.css'
import { accessible, nameParts } from './accessible.ts'
import './docs.css'

const root = document.querySelector('#docs') as HTMLElement
nameParts(root)

SwaggerUI({
  domNode: root,
  url: '/openapi.json',
  // It would send the document to a public service.
  validatorUrl: null,
  // A token in the browser's storage is there for every script of the page.
  persistAuthorization: false,
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  plugins: [accessible],
})
