{{- define "dre.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "dre.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "dre.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "dre.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "dre.selector" -}}
app.kubernetes.io/name: {{ include "dre.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "dre.labels" -}}
{{ include "dre.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "dre.image" -}}
{{- $repository := required "image.repository is not set: where is your image of dre? docs/operating.md says how it is built" .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{ $repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ $repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{- define "dre.bot.serviceAccount" -}}
{{- default (ternary (printf "%s-bot" (include "dre.fullname" .)) "default" .Values.bot.serviceAccount.create) .Values.bot.serviceAccount.name -}}
{{- end -}}

{{- define "dre.worker.serviceAccount" -}}
{{- default (ternary (printf "%s-worker" (include "dre.fullname" .)) "default" .Values.worker.serviceAccount.create) .Values.worker.serviceAccount.name -}}
{{- end -}}

{{/* A ConfigMap's key has no slash. */}}
{{- define "dre.configKey" -}}
{{- replace "/" "__" . -}}
{{- end -}}

{{- define "dre.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "dre.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* How Temporal is found. */}}
{{- define "dre.temporalEnv" -}}
- name: TEMPORAL_ADDRESS
  value: {{ required "temporal.address is not set: host:port of Temporal's frontend" .Values.temporal.address | quote }}
- name: TEMPORAL_NAMESPACE
  value: {{ .Values.temporal.namespace | quote }}
{{- with .Values.temporal.tls }}
{{- if .enabled }}
- name: TEMPORAL_TLS
  value: "true"
{{- end }}
{{- if .serverName }}
- name: TEMPORAL_TLS_SERVER_NAME
  value: {{ .serverName | quote }}
{{- end }}
{{- if and .ca (not .existingSecret) }}
{{- fail "temporal.tls: ca says that a Secret has ca.crt, and existingSecret does not say which" }}
{{- end }}
{{- if and .existingSecret (not .client) (not .ca) }}
{{- fail "temporal.tls: of existingSecret nothing is used, set client, ca or both" }}
{{- end }}
{{- if and .existingSecret .client }}
- name: TEMPORAL_TLS_CLIENT_CERT_PATH
  value: /etc/dre-temporal/tls.crt
- name: TEMPORAL_TLS_CLIENT_KEY_PATH
  value: /etc/dre-temporal/tls.key
{{- end }}
{{- if and .existingSecret .ca }}
- name: TEMPORAL_TLS_SERVER_CA_CERT_PATH
  value: /etc/dre-temporal/ca.crt
{{- end }}
{{- end }}
{{- with .Values.temporal.apiKey }}
{{- if .existingSecret }}
- name: TEMPORAL_API_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .key }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "dre.slackEnv" -}}
{{- $secret := required "slack.existingSecret is not set: docs/slack.md says where its two tokens come from" .Values.slack.existingSecret -}}
- name: SLACK_BOT_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ .Values.slack.botTokenKey }}
- name: SLACK_APP_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ .Values.slack.appTokenKey }}
{{- end -}}

{{/* How a component logs, and where it sends its traces, unless its own env says otherwise: no variable is set twice. */}}
{{- define "dre.tellingEnv" -}}
{{- $said := dict "DRE_LOG_LEVEL" .values.log.level "DRE_LOG_FORMAT" .values.log.format "OTEL_EXPORTER_OTLP_ENDPOINT" .values.opentelemetry.endpoint }}
{{- range $name, $value := $said }}
{{- if and $value (not (or (hasKey $.component.env $name) (hasKey $.component.secretEnv $name))) }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Of one component: its options of Java, and what its values add. */}}
{{- define "dre.ownEnv" -}}
- name: JAVA_TOOL_OPTIONS
  value: {{ .javaOptions | quote }}
{{- range $name, $value := .env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- range $name, $reference := .secretEnv }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $reference.secret }}
      key: {{ $reference.key }}
{{- end }}
{{- end -}}

{{- define "dre.health" -}}
ports:
  - name: health
    containerPort: 8080
startupProbe:
  httpGet: { path: /live, port: health }
  periodSeconds: 1
  failureThreshold: 120
livenessProbe:
  httpGet: { path: /live, port: health }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: { path: /ready, port: health }
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 15
{{- end -}}

{{- define "dre.sharedMounts" -}}
- name: config
  mountPath: /etc/dre
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- if .Values.temporal.tls.existingSecret }}
- name: temporal
  mountPath: /etc/dre-temporal
  readOnly: true
{{- end }}
{{- end -}}

{{- define "dre.sharedVolumes" -}}
- name: config
  configMap:
    name: {{ include "dre.fullname" . }}-config
    items:
      {{- range $file, $text := .Values.config }}
      - key: {{ include "dre.configKey" $file }}
        path: {{ $file }}
      {{- end }}
- name: tmp
  emptyDir:
    sizeLimit: 256Mi
{{- with .Values.temporal.tls }}
{{- if .existingSecret }}
- name: temporal
  secret:
    secretName: {{ .existingSecret }}
    {{- /* By name: Kubernetes then says of a pod which of them the Secret lacks. */}}
    items:
      {{- if .client }}
      - { key: tls.crt, path: tls.crt }
      - { key: tls.key, path: tls.key }
      {{- end }}
      {{- if .ca }}
      - { key: ca.crt, path: ca.crt }
      {{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "dre.clusterMounts" -}}
{{- range .Values.clusters }}
- name: cluster-{{ .name }}
  mountPath: /etc/dre-clusters/{{ .name }}
  readOnly: true
{{- end }}
{{- end -}}

{{- define "dre.clusterVolumes" -}}
{{- range .Values.clusters }}
- name: cluster-{{ .name }}
  secret:
    secretName: {{ .kubeconfig.existingSecret }}
    items:
      - key: {{ default "kubeconfig" .kubeconfig.key }}
        path: kubeconfig
{{- end }}
{{- end -}}

{{/* Where a component's pod runs. */}}
{{- define "dre.placement" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{- /* Who has the rights of a worker. */ -}}
{{- define "dre.subjects" -}}
{{- if .Values.worker.enabled }}
- kind: ServiceAccount
  name: {{ include "dre.worker.serviceAccount" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}
{{- range .Values.rbac.subjects }}
- kind: {{ .kind }}
  name: {{ .name | quote }}
  {{- if eq .kind "ServiceAccount" }}
  namespace: {{ required "rbac.subjects: a ServiceAccount has a namespace" .namespace }}
  {{- else }}
  apiGroup: rbac.authorization.k8s.io
  {{- end }}
{{- end }}
{{- end -}}
