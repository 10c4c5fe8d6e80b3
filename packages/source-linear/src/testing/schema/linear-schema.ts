/**
 * The part of Linear's GraphQL schema a search index reads, extracted from the declarations of `@linear/sdk` (MIT,
 * Linear Orbit, Inc) by write-schema.ts: not edited by hand.
 */
export const linearSchema = `enum AiPromptProgressStatus { canceled created failed finished inProgress }

enum AiPromptType { agentGuidance aiConversation codeIntelligence gongIssueIntake initiativeUpdates intercomIssueIntake internalResearch microsoftTeamsIssueIntake productIntelligence projectUpdates slackIssueIntake zendeskIssueIntake }

enum CyclePeriod { after before during }

enum DateResolutionType { halfYear month quarter year }

enum Day { Friday Monday Saturday Sunday Thursday Tuesday Wednesday }

enum FeedSummarySchedule { daily never weekly }

enum FrequencyResolutionType { daily weekly }

enum InitiativeStatus { Active Canceled Completed Planned Proposed }

enum InitiativeUpdateHealthType { atRisk offTrack onTrack }

enum InitiativeVisibility { private public restricted }

enum IntegrationService { airbyte asksWeb datadog discord email figma figmaPlugin front github githubCodeAccessPersonal githubCommit githubEnterpriseServer githubImport githubPersonal gitlab gong googleCalendarPersonal googleSheets intercom jira jiraPersonal launchDarkly launchDarklyPersonal loom mcpServer mcpServerPersonal microsoftPersonal microsoftTeams microsoftTeamsProjectPost notion opsgenie origin pagerDuty salesforce sentry slack slackAsks slackCustomViewNotifications slackInitiativePost slackOrgInitiativeUpdatesPost slackOrgProjectUpdatesPost slackPersonal slackPost slackProjectPost slackProjectUpdatesPost zendesk }

enum LabelGroupType { multiSelect singleSelect }

enum NotificationSubscriptionType { customView customer cycle document initiative issue label oauthClientApproval project pullRequest team user workflowDefinition }

enum PaginationOrderBy { createdAt updatedAt }

enum ProjectMilestoneStatus { done next overdue unstarted }

enum ProjectStatusType { backlog canceled completed paused planned started }

enum ProjectUpdateHealthType { atRisk offTrack onTrack }

enum ProjectUpdateReminderFrequency { month never twoWeeks week }

enum ReleaseChannel { beta development internal preRelease privateBeta public }

enum ReleasePipelineType { continuous scheduled }

enum ReleaseStageType { canceled completed planned started }

enum SLADayCountType { all onlyBusinessDays }

enum SlaStatus { Breached Completed Failed HighRisk LowRisk MediumRisk }

enum TeamVisibility { private public restricted }

enum UsageAlertType { exhausted expiringPromoCredit lowBalance }

input AiPromptProgressStatusComparator {
  eq: AiPromptProgressStatus
  in: [AiPromptProgressStatus!]
  neq: AiPromptProgressStatus
  nin: [AiPromptProgressStatus!]
  null: Boolean
}

input AiPromptTypeComparator {
  eq: AiPromptType
  in: [AiPromptType!]
  neq: AiPromptType
  nin: [AiPromptType!]
  null: Boolean
}

input AttachmentCollectionFilter {
  and: [AttachmentCollectionFilter!]
  createdAt: DateComparator
  creator: NullableUserFilter
  every: AttachmentFilter
  id: IdComparator
  length: NumberComparator
  or: [AttachmentCollectionFilter!]
  some: AttachmentFilter
  sourceType: SourceTypeComparator
  subtitle: NullableStringComparator
  title: StringComparator
  updatedAt: DateComparator
  url: StringComparator
}

input AttachmentFilter {
  and: [AttachmentFilter!]
  createdAt: DateComparator
  creator: NullableUserFilter
  id: IdComparator
  or: [AttachmentFilter!]
  sourceType: SourceTypeComparator
  subtitle: NullableStringComparator
  title: StringComparator
  updatedAt: DateComparator
  url: StringComparator
}

input BooleanComparator {
  eq: Boolean
  neq: Boolean
}

input CommentCollectionFilter {
  and: [CommentCollectionFilter!]
  body: StringComparator
  createdAt: DateComparator
  documentContent: NullableDocumentContentFilter
  every: CommentFilter
  id: IdComparator
  initiative: NullableInitiativeFilter
  initiativeUpdate: NullableInitiativeUpdateFilter
  issue: NullableIssueFilter
  length: NumberComparator
  or: [CommentCollectionFilter!]
  parent: NullableCommentFilter
  project: NullableProjectFilter
  projectUpdate: NullableProjectUpdateFilter
  some: CommentFilter
  updatedAt: DateComparator
  user: UserFilter
}

input CommentFilter {
  and: [CommentFilter!]
  body: StringComparator
  createdAt: DateComparator
  documentContent: NullableDocumentContentFilter
  id: IdComparator
  initiative: NullableInitiativeFilter
  initiativeUpdate: NullableInitiativeUpdateFilter
  issue: NullableIssueFilter
  or: [CommentFilter!]
  parent: NullableCommentFilter
  project: NullableProjectFilter
  projectUpdate: NullableProjectUpdateFilter
  updatedAt: DateComparator
  user: UserFilter
}

input ContentComparator {
  contains: String
  notContains: String
}

input CycleFilter {
  and: [CycleFilter!]
  completedAt: DateComparator
  createdAt: DateComparator
  endsAt: DateComparator
  id: IdComparator
  inheritedFromId: IdComparator
  isActive: BooleanComparator
  isFuture: BooleanComparator
  isInCooldown: BooleanComparator
  isNext: BooleanComparator
  isPast: BooleanComparator
  isPrevious: BooleanComparator
  issues: IssueCollectionFilter
  name: StringComparator
  number: NumberComparator
  or: [CycleFilter!]
  startsAt: DateComparator
  team: TeamFilter
  updatedAt: DateComparator
}

input CyclePeriodComparator {
  eq: CyclePeriod
  in: [CyclePeriod!]
  neq: CyclePeriod
  nin: [CyclePeriod!]
  null: Boolean
}

input DateComparator {
  eq: DateTimeOrDuration
  gt: DateTimeOrDuration
  gte: DateTimeOrDuration
  in: [DateTimeOrDuration!]
  lt: DateTimeOrDuration
  lte: DateTimeOrDuration
  neq: DateTimeOrDuration
  nin: [DateTimeOrDuration!]
}

input DocumentFilter {
  and: [DocumentFilter!]
  createdAt: DateComparator
  creator: UserFilter
  cycle: CycleFilter
  id: IdComparator
  initiative: InitiativeFilter
  issue: IssueFilter
  or: [DocumentFilter!]
  owner: NullableUserFilter
  project: ProjectFilter
  searchableContent: ContentComparator
  slugId: StringComparator
  team: NullableTeamFilter
  title: StringComparator
  updatedAt: DateComparator
}

input EntityIdentifierIdComparator {
  eq: ID
  in: [ID!]
  neq: ID
  nin: [ID!]
}

input EstimateComparator {
  and: [NullableNumberComparator!]
  eq: Float
  gt: Float
  gte: Float
  in: [Float!]
  lt: Float
  lte: Float
  neq: Float
  nin: [Float!]
  null: Boolean
  or: [NullableNumberComparator!]
}

input IdComparator {
  eq: ID
  in: [ID!]
  neq: ID
  nin: [ID!]
}

input InitiativeCollectionFilter {
  activityType: StringComparator
  ancestors: InitiativeCollectionFilter
  and: [InitiativeCollectionFilter!]
  canceledAt: NullableDateComparator
  completedAt: NullableDateComparator
  createdAt: DateComparator
  creator: NullableUserFilter
  customIdentifier: NullableStringComparator
  every: InitiativeFilter
  health: StringComparator
  healthWithAge: StringComparator
  id: EntityIdentifierIdComparator
  initiativeUpdates: InitiativeUpdatesCollectionFilter
  labels: InitiativeLabelCollectionFilter
  leadTeam: NullableTeamFilter
  length: NumberComparator
  name: StringComparator
  or: [InitiativeCollectionFilter!]
  owner: NullableUserFilter
  priority: NullableNumberComparator
  projects: ProjectCollectionFilter
  slugId: StringComparator
  some: InitiativeFilter
  startedAt: NullableDateComparator
  status: StringComparator
  targetDate: NullableDateComparator
  teams: TeamCollectionFilter
  updatedAt: DateComparator
}

input InitiativeFilter {
  activityType: StringComparator
  ancestors: InitiativeCollectionFilter
  and: [InitiativeFilter!]
  canceledAt: NullableDateComparator
  completedAt: NullableDateComparator
  createdAt: DateComparator
  creator: NullableUserFilter
  customIdentifier: NullableStringComparator
  health: StringComparator
  healthWithAge: StringComparator
  id: EntityIdentifierIdComparator
  initiativeUpdates: InitiativeUpdatesCollectionFilter
  labels: InitiativeLabelCollectionFilter
  leadTeam: NullableTeamFilter
  name: StringComparator
  or: [InitiativeFilter!]
  owner: NullableUserFilter
  priority: NullableNumberComparator
  projects: ProjectCollectionFilter
  slugId: StringComparator
  startedAt: NullableDateComparator
  status: StringComparator
  targetDate: NullableDateComparator
  teams: TeamCollectionFilter
  updatedAt: DateComparator
}

input InitiativeLabelCollectionFilter {
  and: [InitiativeLabelCollectionFilter!]
  createdAt: DateComparator
  creator: NullableUserFilter
  every: InitiativeLabelFilter
  id: IdComparator
  isGroup: BooleanComparator
  length: NumberComparator
  name: StringComparator
  null: Boolean
  or: [InitiativeLabelCollectionFilter!]
  parent: InitiativeLabelFilter
  some: InitiativeLabelCollectionFilter
  updatedAt: DateComparator
}

input InitiativeLabelFilter {
  and: [InitiativeLabelFilter!]
  createdAt: DateComparator
  creator: NullableUserFilter
  id: IdComparator
  isGroup: BooleanComparator
  name: StringComparator
  or: [InitiativeLabelFilter!]
  parent: InitiativeLabelFilter
  updatedAt: DateComparator
}

input InitiativeUpdateFilter {
  and: [InitiativeUpdateFilter!]
  createdAt: DateComparator
  id: IdComparator
  initiative: InitiativeFilter
  or: [InitiativeUpdateFilter!]
  updatedAt: DateComparator
  user: UserFilter
}

input InitiativeUpdatesCollectionFilter {
  and: [InitiativeUpdatesCollectionFilter!]
  createdAt: DateComparator
  id: IdComparator
  length: NumberComparator
  or: [InitiativeUpdatesCollectionFilter!]
  updatedAt: DateComparator
}

input IssueCollectionFilter {
  accumulatedStateUpdatedAt: NullableDateComparator
  addedToCycleAt: NullableDateComparator
  addedToCyclePeriod: CyclePeriodComparator
  ageTime: NullableDurationComparator
  and: [IssueCollectionFilter!]
  archivedAt: NullableDateComparator
  assignee: NullableUserFilter
  attachments: AttachmentCollectionFilter
  autoArchivedAt: NullableDateComparator
  autoClosedAt: NullableDateComparator
  canceledAt: NullableDateComparator
  children: IssueCollectionFilter
  comments: CommentCollectionFilter
  completedAt: NullableDateComparator
  createdAt: DateComparator
  creator: NullableUserFilter
  customerCount: NumberComparator
  customerImportantCount: NumberComparator
  cycle: NullableCycleFilter
  cycleTime: NullableDurationComparator
  delegate: NullableUserFilter
  description: NullableStringComparator
  dueDate: NullableTimelessDateComparator
  estimate: EstimateComparator
  every: IssueFilter
  hasActiveAgentSessions: RelationExistsComparator
  hasBlockedByRelations: RelationExistsComparator
  hasBlockingRelations: RelationExistsComparator
  hasDismissedAgentSessions: RelationExistsComparator
  hasDuplicateRelations: RelationExistsComparator
  hasErroredAgentSessions: RelationExistsComparator
  hasMergedAgentPullRequests: RelationExistsComparator
  hasRelatedRelations: RelationExistsComparator
  hasSharedUsers: RelationExistsComparator
  hasSuggestedAssignees: RelationExistsComparator
  hasSuggestedLabels: RelationExistsComparator
  hasSuggestedProjects: RelationExistsComparator
  hasSuggestedRelatedIssues: RelationExistsComparator
  hasSuggestedSimilarIssues: RelationExistsComparator
  hasSuggestedTeams: RelationExistsComparator
  id: IssueIdComparator
  labels: IssueLabelCollectionFilter
  leadTime: NullableDurationComparator
  length: NumberComparator
  number: NumberComparator
  or: [IssueCollectionFilter!]
  parent: NullableIssueFilter
  priority: NullableNumberComparator
  project: NullableProjectFilter
  projectMilestone: NullableProjectMilestoneFilter
  searchableContent: ContentComparator
  sharedWith: UserCollectionFilter
  slaBreachesAt: NullableDateComparator
  slaStatus: SlaStatusComparator
  snoozedBy: NullableUserFilter
  snoozedUntilAt: NullableDateComparator
  some: IssueFilter
  sourceMetadata: SourceMetadataComparator
  startedAt: NullableDateComparator
  state: WorkflowStateFilter
  subscribers: UserCollectionFilter
  team: TeamFilter
  title: StringComparator
  triageTime: NullableDurationComparator
  triagedAt: NullableDateComparator
  updatedAt: DateComparator
}

input IssueFilter {
  accumulatedStateUpdatedAt: NullableDateComparator
  addedToCycleAt: NullableDateComparator
  addedToCyclePeriod: CyclePeriodComparator
  ageTime: NullableDurationComparator
  and: [IssueFilter!]
  archivedAt: NullableDateComparator
  assignee: NullableUserFilter
  attachments: AttachmentCollectionFilter
  autoArchivedAt: NullableDateComparator
  autoClosedAt: NullableDateComparator
  canceledAt: NullableDateComparator
  children: IssueCollectionFilter
  comments: CommentCollectionFilter
  completedAt: NullableDateComparator
  createdAt: DateComparator
  creator: NullableUserFilter
  customerCount: NumberComparator
  customerImportantCount: NumberComparator
  cycle: NullableCycleFilter
  cycleTime: NullableDurationComparator
  delegate: NullableUserFilter
  description: NullableStringComparator
  dueDate: NullableTimelessDateComparator
  estimate: EstimateComparator
  hasActiveAgentSessions: RelationExistsComparator
  hasBlockedByRelations: RelationExistsComparator
  hasBlockingRelations: RelationExistsComparator
  hasDismissedAgentSessions: RelationExistsComparator
  hasDuplicateRelations: RelationExistsComparator
  hasErroredAgentSessions: RelationExistsComparator
  hasMergedAgentPullRequests: RelationExistsComparator
  hasRelatedRelations: RelationExistsComparator
  hasSharedUsers: RelationExistsComparator
  hasSuggestedAssignees: RelationExistsComparator
  hasSuggestedLabels: RelationExistsComparator
  hasSuggestedProjects: RelationExistsComparator
  hasSuggestedRelatedIssues: RelationExistsComparator
  hasSuggestedSimilarIssues: RelationExistsComparator
  hasSuggestedTeams: RelationExistsComparator
  id: IssueIdComparator
  labels: IssueLabelCollectionFilter
  leadTime: NullableDurationComparator
  number: NumberComparator
  or: [IssueFilter!]
  parent: NullableIssueFilter
  priority: NullableNumberComparator
  project: NullableProjectFilter
  projectMilestone: NullableProjectMilestoneFilter
  searchableContent: ContentComparator
  sharedWith: UserCollectionFilter
  slaBreachesAt: NullableDateComparator
  slaStatus: SlaStatusComparator
  snoozedBy: NullableUserFilter
  snoozedUntilAt: NullableDateComparator
  sourceMetadata: SourceMetadataComparator
  startedAt: NullableDateComparator
  state: WorkflowStateFilter
  subscribers: UserCollectionFilter
  team: TeamFilter
  title: StringComparator
  triageTime: NullableDurationComparator
  triagedAt: NullableDateComparator
  updatedAt: DateComparator
}

input IssueIdComparator {
  eq: ID
  in: [ID!]
  neq: ID
  nin: [ID!]
}

input IssueLabelCollectionFilter {
  and: [IssueLabelCollectionFilter!]
  createdAt: DateComparator
  creator: NullableUserFilter
  every: IssueLabelFilter
  id: IdComparator
  isGroup: BooleanComparator
  length: NumberComparator
  name: StringComparator
  null: Boolean
  or: [IssueLabelCollectionFilter!]
  parent: IssueLabelFilter
  some: IssueLabelFilter
  team: NullableTeamFilter
  updatedAt: DateComparator
}

input IssueLabelFilter {
  and: [IssueLabelFilter!]
  createdAt: DateComparator
  creator: NullableUserFilter
  id: IdComparator
  isGroup: BooleanComparator
  name: StringComparator
  or: [IssueLabelFilter!]
  parent: IssueLabelFilter
  team: NullableTeamFilter
  updatedAt: DateComparator
}

input NotificationSubscriptionTypeComparator {
  eq: NotificationSubscriptionType
  in: [NotificationSubscriptionType!]
  neq: NotificationSubscriptionType
  nin: [NotificationSubscriptionType!]
}

input NullableCommentFilter {
  and: [NullableCommentFilter!]
  body: StringComparator
  createdAt: DateComparator
  documentContent: NullableDocumentContentFilter
  id: IdComparator
  initiative: NullableInitiativeFilter
  initiativeUpdate: NullableInitiativeUpdateFilter
  issue: NullableIssueFilter
  null: Boolean
  or: [NullableCommentFilter!]
  parent: NullableCommentFilter
  project: NullableProjectFilter
  projectUpdate: NullableProjectUpdateFilter
  updatedAt: DateComparator
  user: UserFilter
}

input NullableCycleFilter {
  and: [NullableCycleFilter!]
  completedAt: DateComparator
  createdAt: DateComparator
  endsAt: DateComparator
  id: IdComparator
  inheritedFromId: IdComparator
  isActive: BooleanComparator
  isFuture: BooleanComparator
  isInCooldown: BooleanComparator
  isNext: BooleanComparator
  isPast: BooleanComparator
  isPrevious: BooleanComparator
  issues: IssueCollectionFilter
  name: StringComparator
  null: Boolean
  number: NumberComparator
  or: [NullableCycleFilter!]
  startsAt: DateComparator
  team: TeamFilter
  updatedAt: DateComparator
}

input NullableDateComparator {
  eq: DateTimeOrDuration
  gt: DateTimeOrDuration
  gte: DateTimeOrDuration
  in: [DateTimeOrDuration!]
  lt: DateTimeOrDuration
  lte: DateTimeOrDuration
  neq: DateTimeOrDuration
  nin: [DateTimeOrDuration!]
  null: Boolean
}

input NullableDocumentContentFilter {
  and: [NullableDocumentContentFilter!]
  content: NullableStringComparator
  createdAt: DateComparator
  document: DocumentFilter
  id: IdComparator
  initiative: InitiativeFilter
  issue: IssueFilter
  null: Boolean
  or: [NullableDocumentContentFilter!]
  project: ProjectFilter
  projectMilestone: ProjectMilestoneFilter
  updatedAt: DateComparator
}

input NullableDurationComparator {
  eq: Duration
  gt: Duration
  gte: Duration
  in: [Duration!]
  lt: Duration
  lte: Duration
  neq: Duration
  nin: [Duration!]
  null: Boolean
}

input NullableInitiativeFilter {
  activityType: StringComparator
  ancestors: InitiativeCollectionFilter
  and: [NullableInitiativeFilter!]
  canceledAt: NullableDateComparator
  completedAt: NullableDateComparator
  createdAt: DateComparator
  creator: NullableUserFilter
  customIdentifier: NullableStringComparator
  health: StringComparator
  healthWithAge: StringComparator
  id: EntityIdentifierIdComparator
  initiativeUpdates: InitiativeUpdatesCollectionFilter
  labels: InitiativeLabelCollectionFilter
  leadTeam: NullableTeamFilter
  name: StringComparator
  null: Boolean
  or: [NullableInitiativeFilter!]
  owner: NullableUserFilter
  priority: NullableNumberComparator
  projects: ProjectCollectionFilter
  slugId: StringComparator
  startedAt: NullableDateComparator
  status: StringComparator
  targetDate: NullableDateComparator
  teams: TeamCollectionFilter
  updatedAt: DateComparator
}

input NullableInitiativeUpdateFilter {
  and: [NullableInitiativeUpdateFilter!]
  createdAt: DateComparator
  id: IdComparator
  initiative: InitiativeFilter
  null: Boolean
  or: [NullableInitiativeUpdateFilter!]
  updatedAt: DateComparator
  user: UserFilter
}

input NullableIssueFilter {
  accumulatedStateUpdatedAt: NullableDateComparator
  addedToCycleAt: NullableDateComparator
  addedToCyclePeriod: CyclePeriodComparator
  ageTime: NullableDurationComparator
  and: [NullableIssueFilter!]
  archivedAt: NullableDateComparator
  assignee: NullableUserFilter
  attachments: AttachmentCollectionFilter
  autoArchivedAt: NullableDateComparator
  autoClosedAt: NullableDateComparator
  canceledAt: NullableDateComparator
  children: IssueCollectionFilter
  comments: CommentCollectionFilter
  completedAt: NullableDateComparator
  createdAt: DateComparator
  creator: NullableUserFilter
  customerCount: NumberComparator
  customerImportantCount: NumberComparator
  cycle: NullableCycleFilter
  cycleTime: NullableDurationComparator
  delegate: NullableUserFilter
  description: NullableStringComparator
  dueDate: NullableTimelessDateComparator
  estimate: EstimateComparator
  hasActiveAgentSessions: RelationExistsComparator
  hasBlockedByRelations: RelationExistsComparator
  hasBlockingRelations: RelationExistsComparator
  hasDismissedAgentSessions: RelationExistsComparator
  hasDuplicateRelations: RelationExistsComparator
  hasErroredAgentSessions: RelationExistsComparator
  hasMergedAgentPullRequests: RelationExistsComparator
  hasRelatedRelations: RelationExistsComparator
  hasSharedUsers: RelationExistsComparator
  hasSuggestedAssignees: RelationExistsComparator
  hasSuggestedLabels: RelationExistsComparator
  hasSuggestedProjects: RelationExistsComparator
  hasSuggestedRelatedIssues: RelationExistsComparator
  hasSuggestedSimilarIssues: RelationExistsComparator
  hasSuggestedTeams: RelationExistsComparator
  id: IssueIdComparator
  labels: IssueLabelCollectionFilter
  leadTime: NullableDurationComparator
  null: Boolean
  number: NumberComparator
  or: [NullableIssueFilter!]
  parent: NullableIssueFilter
  priority: NullableNumberComparator
  project: NullableProjectFilter
  projectMilestone: NullableProjectMilestoneFilter
  searchableContent: ContentComparator
  sharedWith: UserCollectionFilter
  slaBreachesAt: NullableDateComparator
  slaStatus: SlaStatusComparator
  snoozedBy: NullableUserFilter
  snoozedUntilAt: NullableDateComparator
  sourceMetadata: SourceMetadataComparator
  startedAt: NullableDateComparator
  state: WorkflowStateFilter
  subscribers: UserCollectionFilter
  team: TeamFilter
  title: StringComparator
  triageTime: NullableDurationComparator
  triagedAt: NullableDateComparator
  updatedAt: DateComparator
}

input NullableNumberComparator {
  eq: Float
  gt: Float
  gte: Float
  in: [Float!]
  lt: Float
  lte: Float
  neq: Float
  nin: [Float!]
  null: Boolean
}

input NullableProjectFilter {
  accessibleTeams: TeamCollectionFilter
  activityType: StringComparator
  and: [NullableProjectFilter!]
  canceledAt: NullableDateComparator
  completedAt: NullableDateComparator
  completedProjectMilestones: ProjectMilestoneCollectionFilter
  createdAt: DateComparator
  creator: UserFilter
  customIdentifier: NullableStringComparator
  customerCount: NumberComparator
  customerImportantCount: NumberComparator
  hasBlockedByRelations: RelationExistsComparator
  hasBlockingRelations: RelationExistsComparator
  hasDependedOnByRelations: RelationExistsComparator
  hasDependsOnRelations: RelationExistsComparator
  hasRelatedRelations: RelationExistsComparator
  hasViolatedRelations: RelationExistsComparator
  health: StringComparator
  healthWithAge: StringComparator
  id: EntityIdentifierIdComparator
  initiatives: InitiativeCollectionFilter
  issues: IssueCollectionFilter
  labels: ProjectLabelCollectionFilter
  lead: NullableUserFilter
  leadTeam: NullableTeamFilter
  members: UserCollectionFilter
  name: StringComparator
  nextProjectMilestone: ProjectMilestoneFilter
  null: Boolean
  or: [NullableProjectFilter!]
  priority: NullableNumberComparator
  projectMilestones: ProjectMilestoneCollectionFilter
  projectUpdates: ProjectUpdatesCollectionFilter
  searchableContent: ContentComparator
  slugId: StringComparator
  startDate: NullableDateComparator
  startedAt: NullableDateComparator
  state: StringComparator
  status: ProjectStatusFilter
  targetDate: NullableDateComparator
  updatedAt: DateComparator
}

input NullableProjectMilestoneFilter {
  and: [NullableProjectMilestoneFilter!]
  createdAt: DateComparator
  id: IdComparator
  name: NullableStringComparator
  null: Boolean
  or: [NullableProjectMilestoneFilter!]
  project: NullableProjectFilter
  targetDate: NullableDateComparator
  updatedAt: DateComparator
}

input NullableProjectUpdateFilter {
  and: [NullableProjectUpdateFilter!]
  createdAt: DateComparator
  id: IdComparator
  null: Boolean
  or: [NullableProjectUpdateFilter!]
  project: ProjectFilter
  updatedAt: DateComparator
  user: UserFilter
}

input NullableStringComparator {
  contains: String
  containsIgnoreCase: String
  containsIgnoreCaseAndAccent: String
  endsWith: String
  eq: String
  eqIgnoreCase: String
  in: [String!]
  neq: String
  neqIgnoreCase: String
  nin: [String!]
  notContains: String
  notContainsIgnoreCase: String
  notEndsWith: String
  notStartsWith: String
  null: Boolean
  startsWith: String
  startsWithIgnoreCase: String
}

input NullableTeamFilter {
  ancestors: TeamCollectionFilter
  and: [NullableTeamFilter!]
  createdAt: DateComparator
  description: NullableStringComparator
  id: IdComparator
  issues: IssueCollectionFilter
  key: StringComparator
  members: UserCollectionFilter
  name: StringComparator
  null: Boolean
  or: [NullableTeamFilter!]
  owners: UserCollectionFilter
  parent: NullableTeamFilter
  private: BooleanComparator
  restrictedBy: NullableTeamFilter
  retiredAt: NullableDateComparator
  updatedAt: DateComparator
  users: UserCollectionFilter
  visibility: TeamVisibilityComparator
}

input NullableTimelessDateComparator {
  eq: TimelessDateOrDuration
  gt: TimelessDateOrDuration
  gte: TimelessDateOrDuration
  in: [TimelessDateOrDuration!]
  lt: TimelessDateOrDuration
  lte: TimelessDateOrDuration
  neq: TimelessDateOrDuration
  nin: [TimelessDateOrDuration!]
  null: Boolean
}

input NullableUserFilter {
  active: BooleanComparator
  admin: BooleanComparator
  and: [NullableUserFilter!]
  app: BooleanComparator
  assignedIssues: IssueCollectionFilter
  createdAt: DateComparator
  displayName: StringComparator
  email: StringComparator
  id: IdComparator
  invited: BooleanComparator
  isInvited: BooleanComparator
  isMe: BooleanComparator
  name: StringComparator
  null: Boolean
  or: [NullableUserFilter!]
  owner: BooleanComparator
  updatedAt: DateComparator
}

input NumberComparator {
  eq: Float
  gt: Float
  gte: Float
  in: [Float!]
  lt: Float
  lte: Float
  neq: Float
  nin: [Float!]
}

input ProjectCollectionFilter {
  accessibleTeams: TeamCollectionFilter
  activityType: StringComparator
  and: [ProjectCollectionFilter!]
  canceledAt: NullableDateComparator
  completedAt: NullableDateComparator
  completedProjectMilestones: ProjectMilestoneCollectionFilter
  createdAt: DateComparator
  creator: UserFilter
  customIdentifier: NullableStringComparator
  customerCount: NumberComparator
  customerImportantCount: NumberComparator
  every: ProjectFilter
  hasBlockedByRelations: RelationExistsComparator
  hasBlockingRelations: RelationExistsComparator
  hasDependedOnByRelations: RelationExistsComparator
  hasDependsOnRelations: RelationExistsComparator
  hasRelatedRelations: RelationExistsComparator
  hasViolatedRelations: RelationExistsComparator
  health: StringComparator
  healthWithAge: StringComparator
  id: EntityIdentifierIdComparator
  initiatives: InitiativeCollectionFilter
  issues: IssueCollectionFilter
  labels: ProjectLabelCollectionFilter
  lead: NullableUserFilter
  leadTeam: NullableTeamFilter
  length: NumberComparator
  members: UserCollectionFilter
  name: StringComparator
  nextProjectMilestone: ProjectMilestoneFilter
  or: [ProjectCollectionFilter!]
  priority: NullableNumberComparator
  projectMilestones: ProjectMilestoneCollectionFilter
  projectUpdates: ProjectUpdatesCollectionFilter
  searchableContent: ContentComparator
  slugId: StringComparator
  some: ProjectFilter
  startDate: NullableDateComparator
  startedAt: NullableDateComparator
  state: StringComparator
  status: ProjectStatusFilter
  targetDate: NullableDateComparator
  updatedAt: DateComparator
}

input ProjectFilter {
  accessibleTeams: TeamCollectionFilter
  activityType: StringComparator
  and: [ProjectFilter!]
  canceledAt: NullableDateComparator
  completedAt: NullableDateComparator
  completedProjectMilestones: ProjectMilestoneCollectionFilter
  createdAt: DateComparator
  creator: UserFilter
  customIdentifier: NullableStringComparator
  customerCount: NumberComparator
  customerImportantCount: NumberComparator
  hasBlockedByRelations: RelationExistsComparator
  hasBlockingRelations: RelationExistsComparator
  hasDependedOnByRelations: RelationExistsComparator
  hasDependsOnRelations: RelationExistsComparator
  hasRelatedRelations: RelationExistsComparator
  hasViolatedRelations: RelationExistsComparator
  health: StringComparator
  healthWithAge: StringComparator
  id: EntityIdentifierIdComparator
  initiatives: InitiativeCollectionFilter
  issues: IssueCollectionFilter
  labels: ProjectLabelCollectionFilter
  lead: NullableUserFilter
  leadTeam: NullableTeamFilter
  members: UserCollectionFilter
  name: StringComparator
  nextProjectMilestone: ProjectMilestoneFilter
  or: [ProjectFilter!]
  priority: NullableNumberComparator
  projectMilestones: ProjectMilestoneCollectionFilter
  projectUpdates: ProjectUpdatesCollectionFilter
  searchableContent: ContentComparator
  slugId: StringComparator
  startDate: NullableDateComparator
  startedAt: NullableDateComparator
  state: StringComparator
  status: ProjectStatusFilter
  targetDate: NullableDateComparator
  updatedAt: DateComparator
}

input ProjectLabelCollectionFilter {
  and: [ProjectLabelCollectionFilter!]
  createdAt: DateComparator
  creator: NullableUserFilter
  every: ProjectLabelFilter
  id: IdComparator
  isGroup: BooleanComparator
  length: NumberComparator
  name: StringComparator
  null: Boolean
  or: [ProjectLabelCollectionFilter!]
  parent: ProjectLabelFilter
  some: ProjectLabelCollectionFilter
  team: NullableTeamFilter
  updatedAt: DateComparator
}

input ProjectLabelFilter {
  and: [ProjectLabelFilter!]
  createdAt: DateComparator
  creator: NullableUserFilter
  id: IdComparator
  isGroup: BooleanComparator
  name: StringComparator
  or: [ProjectLabelFilter!]
  parent: ProjectLabelFilter
  team: NullableTeamFilter
  updatedAt: DateComparator
}

input ProjectMilestoneCollectionFilter {
  and: [ProjectMilestoneCollectionFilter!]
  createdAt: DateComparator
  every: ProjectMilestoneFilter
  id: IdComparator
  length: NumberComparator
  name: NullableStringComparator
  or: [ProjectMilestoneCollectionFilter!]
  project: NullableProjectFilter
  some: ProjectMilestoneFilter
  targetDate: NullableDateComparator
  updatedAt: DateComparator
}

input ProjectMilestoneFilter {
  and: [ProjectMilestoneFilter!]
  createdAt: DateComparator
  id: IdComparator
  name: NullableStringComparator
  or: [ProjectMilestoneFilter!]
  project: NullableProjectFilter
  targetDate: NullableDateComparator
  updatedAt: DateComparator
}

input ProjectStatusFilter {
  and: [ProjectStatusFilter!]
  createdAt: DateComparator
  description: StringComparator
  id: IdComparator
  name: StringComparator
  or: [ProjectStatusFilter!]
  position: NumberComparator
  projects: ProjectCollectionFilter
  team: NullableTeamFilter
  type: StringComparator
  updatedAt: DateComparator
}

input ProjectUpdateFilter {
  and: [ProjectUpdateFilter!]
  createdAt: DateComparator
  id: IdComparator
  or: [ProjectUpdateFilter!]
  project: ProjectFilter
  updatedAt: DateComparator
  user: UserFilter
}

input ProjectUpdatesCollectionFilter {
  and: [ProjectUpdatesCollectionFilter!]
  createdAt: DateComparator
  health: StringComparator
  id: IdComparator
  length: NumberComparator
  or: [ProjectUpdatesCollectionFilter!]
  updatedAt: DateComparator
}

input RelationExistsComparator {
  eq: Boolean
  neq: Boolean
}

input ReleasePipelineTypeComparator {
  eq: ReleasePipelineType
  in: [ReleasePipelineType!]
  neq: ReleasePipelineType
  nin: [ReleasePipelineType!]
  null: Boolean
}

input ReleaseStageTypeComparator {
  eq: ReleaseStageType
  in: [ReleaseStageType!]
  neq: ReleaseStageType
  nin: [ReleaseStageType!]
  null: Boolean
}

input SalesforceMetadataIntegrationComparator {
  caseMetadata: JSONObject
}

input SlaStatusComparator {
  eq: SlaStatus
  in: [SlaStatus!]
  neq: SlaStatus
  nin: [SlaStatus!]
  null: Boolean
}

input SourceMetadataComparator {
  null: Boolean
  salesforceMetadata: SalesforceMetadataIntegrationComparator
  subType: SubTypeComparator
  workflowDefinitionId: WorkflowDefinitionIdComparator
}

input SourceTypeComparator {
  contains: String
  containsIgnoreCase: String
  containsIgnoreCaseAndAccent: String
  endsWith: String
  eq: String
  eqIgnoreCase: String
  in: [String!]
  neq: String
  neqIgnoreCase: String
  nin: [String!]
  notContains: String
  notContainsIgnoreCase: String
  notEndsWith: String
  notStartsWith: String
  startsWith: String
  startsWithIgnoreCase: String
}

input StringArrayComparator {
  every: StringItemComparator
  length: NumberComparator
  some: StringItemComparator
}

input StringComparator {
  contains: String
  containsIgnoreCase: String
  containsIgnoreCaseAndAccent: String
  endsWith: String
  eq: String
  eqIgnoreCase: String
  in: [String!]
  neq: String
  neqIgnoreCase: String
  nin: [String!]
  notContains: String
  notContainsIgnoreCase: String
  notEndsWith: String
  notStartsWith: String
  startsWith: String
  startsWithIgnoreCase: String
}

input StringItemComparator {
  contains: String
  containsIgnoreCase: String
  containsIgnoreCaseAndAccent: String
  endsWith: String
  eq: String
  eqIgnoreCase: String
  in: [String!]
  neq: String
  neqIgnoreCase: String
  nin: [String!]
  notContains: String
  notContainsIgnoreCase: String
  notEndsWith: String
  notStartsWith: String
  startsWith: String
  startsWithIgnoreCase: String
}

input SubTypeComparator {
  eq: String
  in: [String!]
  neq: String
  nin: [String!]
  null: Boolean
}

input TeamCollectionFilter {
  ancestors: TeamCollectionFilter
  and: [TeamCollectionFilter!]
  createdAt: DateComparator
  every: TeamFilter
  id: IdComparator
  length: NumberComparator
  or: [TeamCollectionFilter!]
  parent: NullableTeamFilter
  some: TeamFilter
  updatedAt: DateComparator
}

input TeamFilter {
  ancestors: TeamCollectionFilter
  and: [TeamFilter!]
  createdAt: DateComparator
  description: NullableStringComparator
  id: IdComparator
  issues: IssueCollectionFilter
  key: StringComparator
  members: UserCollectionFilter
  name: StringComparator
  or: [TeamFilter!]
  owners: UserCollectionFilter
  parent: NullableTeamFilter
  private: BooleanComparator
  restrictedBy: NullableTeamFilter
  retiredAt: NullableDateComparator
  updatedAt: DateComparator
  users: UserCollectionFilter
  visibility: TeamVisibilityComparator
}

input TeamVisibilityComparator {
  eq: TeamVisibility
  in: [TeamVisibility!]
  neq: TeamVisibility
  nin: [TeamVisibility!]
}

input UsageAlertTypeComparator {
  eq: UsageAlertType
  in: [UsageAlertType!]
  neq: UsageAlertType
  nin: [UsageAlertType!]
}

input UserCollectionFilter {
  active: BooleanComparator
  admin: BooleanComparator
  and: [UserCollectionFilter!]
  app: BooleanComparator
  assignedIssues: IssueCollectionFilter
  createdAt: DateComparator
  displayName: StringComparator
  email: StringComparator
  every: UserFilter
  id: IdComparator
  invited: BooleanComparator
  isInvited: BooleanComparator
  isMe: BooleanComparator
  length: NumberComparator
  name: StringComparator
  or: [UserCollectionFilter!]
  owner: BooleanComparator
  some: UserFilter
  updatedAt: DateComparator
}

input UserFilter {
  active: BooleanComparator
  admin: BooleanComparator
  and: [UserFilter!]
  app: BooleanComparator
  assignedIssues: IssueCollectionFilter
  createdAt: DateComparator
  displayName: StringComparator
  email: StringComparator
  id: IdComparator
  invited: BooleanComparator
  isInvited: BooleanComparator
  isMe: BooleanComparator
  name: StringComparator
  or: [UserFilter!]
  owner: BooleanComparator
  updatedAt: DateComparator
}

input WorkflowDefinitionIdComparator {
  eq: ID
  in: [ID!]
  neq: ID
  nin: [ID!]
  null: Boolean
}

input WorkflowStateFilter {
  and: [WorkflowStateFilter!]
  createdAt: DateComparator
  description: StringComparator
  id: IdComparator
  issues: IssueCollectionFilter
  name: StringComparator
  or: [WorkflowStateFilter!]
  position: NumberComparator
  team: TeamFilter
  type: StringComparator
  updatedAt: DateComparator
}

interface Node {
  id: ID!
}

scalar DateTime

scalar DateTimeOrDuration

scalar Duration

scalar JSONObject

scalar TimelessDate

scalar TimelessDateOrDuration

type ActorBot {
  avatarUrl: String
  id: ID
  name: String
  subType: String
  type: String!
  userDisplayName: String
}

type Attachment implements Node {
  archivedAt: DateTime
  bodyData: String
  createdAt: DateTime!
  creator: User
  externalUserCreator: ExternalUser
  groupBySource: Boolean!
  id: ID!
  issue: Issue!
  metadata: JSONObject!
  originalIssue: Issue
  source: JSONObject
  sourceType: String
  subtitle: String
  title: String!
  updatedAt: DateTime!
  url: String!
}

type AttachmentConnection {
  edges: [AttachmentEdge!]!
  nodes: [Attachment!]!
  pageInfo: PageInfo!
}

type AttachmentEdge {
  cursor: String!
  node: Attachment!
}

type Comment implements Node {
  archivedAt: DateTime
  body: String!
  bodyData: String!
  botActor: ActorBot
  children(after: String, before: String, filter: CommentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): CommentConnection!
  createdAt: DateTime!
  createdIssues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  documentContent: DocumentContent
  documentContentId: String
  editedAt: DateTime
  externalUser: ExternalUser
  hideInLinear: Boolean!
  id: ID!
  initiative: Initiative
  initiativeId: String
  initiativeUpdate: InitiativeUpdate
  initiativeUpdateId: String
  isArtificialAgentSessionRoot: Boolean!
  issue: Issue
  issueId: String
  onBehalfOf: User
  parent: Comment
  parentId: String
  project: Project
  projectId: String
  projectUpdate: ProjectUpdate
  projectUpdateId: String
  quotedText: String
  reactionData: JSONObject!
  resolvedAt: DateTime
  resolvingComment: Comment
  resolvingCommentId: String
  resolvingUser: User
  threadSummary: JSONObject
  updatedAt: DateTime!
  url: String!
  user: User
}

type CommentConnection {
  edges: [CommentEdge!]!
  nodes: [Comment!]!
  pageInfo: PageInfo!
}

type CommentEdge {
  cursor: String!
  node: Comment!
}

type Cycle implements Node {
  archivedAt: DateTime
  autoArchivedAt: DateTime
  completedAt: DateTime
  completedIssueCountHistory: [Float!]!
  completedScopeHistory: [Float!]!
  createdAt: DateTime!
  currentProgress: JSONObject!
  description: String
  documents(after: String, before: String, filter: DocumentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): DocumentConnection!
  endsAt: DateTime!
  id: ID!
  inProgressScopeHistory: [Float!]!
  inheritedFrom: Cycle
  isActive: Boolean!
  isFuture: Boolean!
  isNext: Boolean!
  isPast: Boolean!
  isPrevious: Boolean!
  issueCountHistory: [Float!]!
  issues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  links(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): EntityExternalLinkConnection!
  name: String
  number: Float!
  progress: Float!
  progressHistory: JSONObject!
  scopeHistory: [Float!]!
  startsAt: DateTime!
  team: Team!
  uncompletedIssuesUponClose(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  updatedAt: DateTime!
}

type CycleConnection {
  edges: [CycleEdge!]!
  nodes: [Cycle!]!
  pageInfo: PageInfo!
}

type CycleEdge {
  cursor: String!
  node: Cycle!
}

type Document implements Node {
  archivedAt: DateTime
  color: String
  comments(after: String, before: String, filter: CommentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): CommentConnection!
  content: String
  contentState: String
  createdAt: DateTime!
  creator: User
  cycle: Cycle
  documentContentId: String
  hiddenAt: DateTime
  icon: String
  id: ID!
  initiative: Initiative
  issue: Issue
  owner: User
  parentDocument: Document
  project: Project
  slugId: String!
  sortOrder: Float!
  subDocumentSortOrder: Float
  subscribers(after: String, before: String, filter: UserFilter, first: Int, includeArchived: Boolean, includeDisabled: Boolean, last: Int, orderBy: PaginationOrderBy): UserConnection!
  summary: String
  team: Team
  title: String!
  trashed: Boolean
  updatedAt: DateTime!
  updatedBy: User
  url: String!
}

type DocumentConnection {
  edges: [DocumentEdge!]!
  nodes: [Document!]!
  pageInfo: PageInfo!
}

type DocumentContent implements Node {
  archivedAt: DateTime
  content: String
  contentState: String
  createdAt: DateTime!
  document: Document
  id: ID!
  initiative: Initiative
  issue: Issue
  project: Project
  projectMilestone: ProjectMilestone
  restoredAt: DateTime
  updatedAt: DateTime!
}

type DocumentEdge {
  cursor: String!
  node: Document!
}

type EntityExternalLink implements Node {
  archivedAt: DateTime
  createdAt: DateTime!
  creator: User
  id: ID!
  initiative: Initiative
  label: String!
  project: Project
  sortOrder: Float!
  updatedAt: DateTime!
  url: String!
}

type EntityExternalLinkConnection {
  edges: [EntityExternalLinkEdge!]!
  nodes: [EntityExternalLink!]!
  pageInfo: PageInfo!
}

type EntityExternalLinkEdge {
  cursor: String!
  node: EntityExternalLink!
}

type ExternalUser implements Node {
  archivedAt: DateTime
  avatarUrl: String
  createdAt: DateTime!
  displayName: String!
  email: String
  id: ID!
  lastSeen: DateTime
  name: String!
  organization: Organization!
  updatedAt: DateTime!
}

type ExternalUserConnection {
  edges: [ExternalUserEdge!]!
  nodes: [ExternalUser!]!
  pageInfo: PageInfo!
}

type ExternalUserEdge {
  cursor: String!
  node: ExternalUser!
}

type Initiative implements Node {
  archivedAt: DateTime
  canceledAt: DateTime
  color: String
  completedAt: DateTime
  content: String
  createdAt: DateTime!
  creator: User
  description: String
  documentContent: DocumentContent
  documents(after: String, before: String, filter: DocumentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): DocumentConnection!
  frequencyResolution: FrequencyResolutionType!
  health: InitiativeUpdateHealthType
  healthUpdatedAt: DateTime
  icon: String
  id: ID!
  identifier: String
  initiativeUpdates(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeUpdateConnection!
  labelIds: [String!]!
  labels(after: String, before: String, filter: InitiativeLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeLabelConnection!
  lastUpdate: InitiativeUpdate
  leadTeam: Team
  links(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): EntityExternalLinkConnection!
  name: String!
  organization: Organization!
  owner: User
  parentInitiative: Initiative
  parentInitiatives(after: String, before: String, filter: InitiativeFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeConnection!
  previousIdentifiers: [String!]!
  priority: Int!
  prioritySortOrder: Float!
  projects(after: String, before: String, filter: ProjectFilter, first: Int, includeArchived: Boolean, includeSubInitiatives: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectConnection!
  slugId: String!
  sortOrder: Float!
  startedAt: DateTime
  status: InitiativeStatus!
  subInitiatives(after: String, before: String, filter: InitiativeFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeConnection!
  targetDate: TimelessDate
  targetDateResolution: DateResolutionType
  trashed: Boolean
  updateReminderFrequency: Float
  updateReminderFrequencyInWeeks: Float
  updateRemindersDay: Day
  updateRemindersHour: Float
  updatedAt: DateTime!
  url: String!
  visibility: InitiativeVisibility!
}

type InitiativeConnection {
  edges: [InitiativeEdge!]!
  nodes: [Initiative!]!
  pageInfo: PageInfo!
}

type InitiativeEdge {
  cursor: String!
  node: Initiative!
}

type InitiativeLabel implements Node {
  archivedAt: DateTime
  children(after: String, before: String, filter: InitiativeLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeLabelConnection!
  color: String!
  createdAt: DateTime!
  creator: User
  description: String
  groupType: LabelGroupType
  id: ID!
  initiatives(after: String, before: String, filter: InitiativeFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeConnection!
  isGroup: Boolean!
  lastAppliedAt: DateTime
  name: String!
  organization: Organization!
  parent: InitiativeLabel
  retiredAt: DateTime
  retiredBy: User
  updatedAt: DateTime!
}

type InitiativeLabelConnection {
  edges: [InitiativeLabelEdge!]!
  nodes: [InitiativeLabel!]!
  pageInfo: PageInfo!
}

type InitiativeLabelEdge {
  cursor: String!
  node: InitiativeLabel!
}

type InitiativeUpdate implements Node {
  archivedAt: DateTime
  body: String!
  bodyData: String!
  commentCount: Int!
  comments(after: String, before: String, filter: CommentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): CommentConnection!
  createdAt: DateTime!
  diff: JSONObject
  diffMarkdown: String
  editedAt: DateTime
  health: InitiativeUpdateHealthType!
  id: ID!
  infoSnapshot: JSONObject
  initiative: Initiative!
  isDiffHidden: Boolean!
  isStale: Boolean!
  reactionData: JSONObject!
  slugId: String!
  updatedAt: DateTime!
  url: String!
  user: User!
}

type InitiativeUpdateConnection {
  edges: [InitiativeUpdateEdge!]!
  nodes: [InitiativeUpdate!]!
  pageInfo: PageInfo!
}

type InitiativeUpdateEdge {
  cursor: String!
  node: InitiativeUpdate!
}

type Issue implements Node {
  activitySummary: JSONObject
  addedToCycleAt: DateTime
  addedToProjectAt: DateTime
  addedToTeamAt: DateTime
  aiAnalysis: JSONObject
  archivedAt: DateTime
  asksExternalUserRequester: ExternalUser
  asksRequester: User
  assignee: User
  attachments(after: String, before: String, filter: AttachmentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): AttachmentConnection!
  autoArchivedAt: DateTime
  autoClosedAt: DateTime
  boardOrder: Float!
  botActor: ActorBot
  branchName: String!
  canceledAt: DateTime
  children(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  comments(after: String, before: String, filter: CommentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): CommentConnection!
  completedAt: DateTime
  createdAt: DateTime!
  creator: User
  customerTicketCount: Int!
  cycle: Cycle
  delegate: User
  description: String
  descriptionState: String
  documentContent: DocumentContent
  documents(after: String, before: String, filter: DocumentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): DocumentConnection!
  dueDate: TimelessDate
  estimate: Float
  externalUserCreator: ExternalUser
  formerAttachments(after: String, before: String, filter: AttachmentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): AttachmentConnection!
  id: ID!
  identifier: String!
  inheritsSharedAccess: Boolean!
  integrationSourceType: IntegrationService
  inverseRelations(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueRelationConnection!
  labelIds: [String!]!
  labels(after: String, before: String, filter: IssueLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueLabelConnection!
  number: Float!
  parent: Issue
  previousIdentifiers: [String!]!
  priority: Float!
  priorityLabel: String!
  prioritySortOrder: Float!
  project: Project
  projectMilestone: ProjectMilestone
  reactionData: JSONObject!
  relations(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueRelationConnection!
  slaBreachesAt: DateTime
  slaHighRiskAt: DateTime
  slaMediumRiskAt: DateTime
  slaStartedAt: DateTime
  slaType: String
  snoozedBy: User
  snoozedUntilAt: DateTime
  sortOrder: Float!
  sourceComment: Comment
  startedAt: DateTime
  startedTriageAt: DateTime
  state: WorkflowState!
  subIssueSortOrder: Float
  subscribers(after: String, before: String, filter: UserFilter, first: Int, includeArchived: Boolean, includeDisabled: Boolean, last: Int, orderBy: PaginationOrderBy): UserConnection!
  suggestionsGeneratedAt: DateTime
  team: Team!
  title: String!
  trashed: Boolean
  triagedAt: DateTime
  trusted: Boolean
  updatedAt: DateTime!
  url: String!
}

type IssueConnection {
  edges: [IssueEdge!]!
  nodes: [Issue!]!
  pageInfo: PageInfo!
}

type IssueEdge {
  cursor: String!
  node: Issue!
}

type IssueLabel implements Node {
  archivedAt: DateTime
  children(after: String, before: String, filter: IssueLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueLabelConnection!
  color: String!
  createdAt: DateTime!
  creator: User
  description: String
  groupType: LabelGroupType
  id: ID!
  inheritedFrom: IssueLabel
  isGroup: Boolean!
  issues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  lastAppliedAt: DateTime
  name: String!
  organization: Organization!
  parent: IssueLabel
  retiredAt: DateTime
  retiredBy: User
  team: Team
  updatedAt: DateTime!
}

type IssueLabelConnection {
  edges: [IssueLabelEdge!]!
  nodes: [IssueLabel!]!
  pageInfo: PageInfo!
}

type IssueLabelEdge {
  cursor: String!
  node: IssueLabel!
}

type IssueRelation implements Node {
  archivedAt: DateTime
  createdAt: DateTime!
  id: ID!
  issue: Issue!
  relatedIssue: Issue!
  type: String!
  updatedAt: DateTime!
}

type IssueRelationConnection {
  edges: [IssueRelationEdge!]!
  nodes: [IssueRelation!]!
  pageInfo: PageInfo!
}

type IssueRelationEdge {
  cursor: String!
  node: IssueRelation!
}

type Organization implements Node {
  agentAutomationEnabled: Boolean!
  aiAddonEnabled: Boolean!
  aiDiscussionSummariesEnabled: Boolean!
  aiProviderConfiguration: JSONObject
  aiTelemetryEnabled: Boolean!
  aiThreadSummariesEnabled: Boolean!
  allowMembersToInvite: Boolean
  allowedAiProviders: [String!]!
  allowedAuthServices: [String!]!
  allowedFileUploadContentTypes: [String!]
  archivedAt: DateTime
  authSettings: JSONObject!
  codeIntelligenceEnabled: Boolean!
  codeIntelligenceRepository: String
  codingAgentEnabled: Boolean!
  codingAgentSettings: JSONObject!
  createdAt: DateTime!
  createdIssueCount: Int!
  customerCount: Int!
  customersConfiguration: JSONObject!
  customersEnabled: Boolean!
  defaultFeedSummarySchedule: FeedSummarySchedule
  defaultHomeView: String
  defaultHomeViewTargetId: String
  deletionRequestedAt: DateTime
  feedEnabled: Boolean!
  fiscalYearStartMonth: Float!
  generatedUpdatesEnabled: Boolean!
  gitBranchFormat: String
  gitLinkbackDescriptionsEnabled: Boolean!
  gitLinkbackMessagesEnabled: Boolean!
  gitPublicLinkbackMessagesEnabled: Boolean!
  hideNonPrimaryOrganizations: Boolean!
  hipaaComplianceEnabled: Boolean!
  id: ID!
  initiativeUpdateReminderFrequencyInWeeks: Float
  initiativeUpdateRemindersDay: Day!
  initiativeUpdateRemindersHour: Float!
  labels(after: String, before: String, filter: IssueLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueLabelConnection!
  linearAgentEnabled: Boolean!
  linearAgentSettings: JSONObject!
  logoUrl: String
  name: String!
  periodUploadVolume: Float!
  previousUrlKeys: [String!]!
  projectLabels(after: String, before: String, filter: ProjectLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectLabelConnection!
  projectStatuses: [ProjectStatus!]!
  projectUpdateReminderFrequencyInWeeks: Float
  projectUpdateRemindersDay: Day!
  projectUpdateRemindersHour: Float!
  projectUpdatesReminderFrequency: ProjectUpdateReminderFrequency!
  pullRequestIssueMode: String!
  pullRequestTourEnabled: Boolean!
  releaseChannel: ReleaseChannel!
  releasesEnabled: Boolean!
  restrictAgentInvocationToMembers: Boolean
  restrictLabelManagementToAdmins: Boolean
  restrictTeamCreationToAdmins: Boolean
  roadmapEnabled: Boolean!
  samlEnabled: Boolean!
  samlSettings: JSONObject
  scimEnabled: Boolean!
  scimSettings: JSONObject
  securitySettings: JSONObject!
  slaDayCount: SLADayCountType!
  slackAutoCreateProjectChannel: Boolean!
  slackProjectChannelPrefix: String!
  slackProjectChannelsEnabled: Boolean!
  suggestedBranchNameEnabled: Boolean!
  teamSecuritySettings: JSONObject!
  teams(after: String, before: String, filter: TeamFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): TeamConnection!
  themeSettings: JSONObject
  trialEndsAt: DateTime
  trialStartsAt: DateTime
  updatedAt: DateTime!
  urlKey: String!
  userCount: Int!
  users(after: String, before: String, first: Int, includeArchived: Boolean, includeDisabled: Boolean, last: Int, orderBy: PaginationOrderBy): UserConnection!
  workingDays: [Float!]!
}

type PageInfo {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}

type Project implements Node {
  archivedAt: DateTime
  attachments(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectAttachmentConnection!
  autoArchivedAt: DateTime
  canceledAt: DateTime
  color: String!
  comments(after: String, before: String, filter: CommentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): CommentConnection!
  completedAt: DateTime
  completedIssueCountHistory: [Float!]!
  completedScopeHistory: [Float!]!
  content: String
  contentState: String
  convertedFromIssue: Issue
  createdAt: DateTime!
  creator: User
  currentProgress: JSONObject!
  description: String!
  documentContent: DocumentContent
  documents(after: String, before: String, filter: DocumentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): DocumentConnection!
  externalLinks(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): EntityExternalLinkConnection!
  frequencyResolution: FrequencyResolutionType!
  health: ProjectUpdateHealthType
  healthUpdatedAt: DateTime
  icon: String
  id: ID!
  identifier: String
  inProgressScopeHistory: [Float!]!
  initiatives(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeConnection!
  inverseRelations(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectRelationConnection!
  issueCountHistory: [Float!]!
  issues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  labelIds: [String!]!
  labels(after: String, before: String, filter: ProjectLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectLabelConnection!
  lastUpdate: ProjectUpdate
  lead: User
  leadTeam: Team
  leadTeamId: String!
  members(after: String, before: String, filter: UserFilter, first: Int, includeArchived: Boolean, includeDisabled: Boolean, last: Int, orderBy: PaginationOrderBy): UserConnection!
  microsoftTeamsChannelId: String
  name: String!
  previousIdentifiers: [String!]!
  priority: Int!
  priorityLabel: String!
  prioritySortOrder: Float!
  progress: Float!
  progressHistory: JSONObject!
  projectMilestones(after: String, before: String, filter: ProjectMilestoneFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectMilestoneConnection!
  projectUpdateRemindersPausedUntilAt: DateTime
  projectUpdates(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectUpdateConnection!
  relations(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectRelationConnection!
  resourceCount: Int!
  scope: Float!
  scopeHistory: [Float!]!
  slackChannelId: String
  slackIssueComments: Boolean!
  slackIssueStatuses: Boolean!
  slackNewIssue: Boolean!
  slugId: String!
  sortOrder: Float!
  startDate: TimelessDate
  startDateResolution: DateResolutionType
  startedAt: DateTime
  state: String!
  status: ProjectStatus!
  targetDate: TimelessDate
  targetDateResolution: DateResolutionType
  teams(after: String, before: String, filter: TeamFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): TeamConnection!
  trashed: Boolean
  updateReminderFrequency: Float
  updateReminderFrequencyInWeeks: Float
  updateRemindersDay: Day
  updateRemindersHour: Float
  updatedAt: DateTime!
  url: String!
}

type ProjectAttachment implements Node {
  archivedAt: DateTime
  createdAt: DateTime!
  creator: User
  id: ID!
  metadata: JSONObject!
  source: JSONObject
  sourceType: String
  subtitle: String
  title: String!
  updatedAt: DateTime!
  url: String!
}

type ProjectAttachmentConnection {
  edges: [ProjectAttachmentEdge!]!
  nodes: [ProjectAttachment!]!
  pageInfo: PageInfo!
}

type ProjectAttachmentEdge {
  cursor: String!
  node: ProjectAttachment!
}

type ProjectConnection {
  edges: [ProjectEdge!]!
  nodes: [Project!]!
  pageInfo: PageInfo!
}

type ProjectEdge {
  cursor: String!
  node: Project!
}

type ProjectLabel implements Node {
  archivedAt: DateTime
  children(after: String, before: String, filter: ProjectLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectLabelConnection!
  color: String!
  createdAt: DateTime!
  creator: User
  description: String
  groupType: LabelGroupType
  id: ID!
  inheritedFrom: ProjectLabel
  isGroup: Boolean!
  lastAppliedAt: DateTime
  name: String!
  organization: Organization!
  parent: ProjectLabel
  projects(after: String, before: String, filter: ProjectFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectConnection!
  retiredAt: DateTime
  retiredBy: User
  team: Team
  updatedAt: DateTime!
}

type ProjectLabelConnection {
  edges: [ProjectLabelEdge!]!
  nodes: [ProjectLabel!]!
  pageInfo: PageInfo!
}

type ProjectLabelEdge {
  cursor: String!
  node: ProjectLabel!
}

type ProjectMilestone implements Node {
  archivedAt: DateTime
  createdAt: DateTime!
  currentProgress: JSONObject!
  description: String
  descriptionState: String
  documentContent: DocumentContent
  id: ID!
  issues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  name: String!
  progress: Float!
  progressHistory: JSONObject!
  project: Project!
  sortOrder: Float!
  status: ProjectMilestoneStatus!
  targetDate: TimelessDate
  updatedAt: DateTime!
}

type ProjectMilestoneConnection {
  edges: [ProjectMilestoneEdge!]!
  nodes: [ProjectMilestone!]!
  pageInfo: PageInfo!
}

type ProjectMilestoneEdge {
  cursor: String!
  node: ProjectMilestone!
}

type ProjectRelation implements Node {
  anchorType: String!
  archivedAt: DateTime
  createdAt: DateTime!
  id: ID!
  project: Project!
  projectMilestone: ProjectMilestone
  relatedAnchorType: String!
  relatedProject: Project!
  relatedProjectMilestone: ProjectMilestone
  type: String!
  updatedAt: DateTime!
  user: User
}

type ProjectRelationConnection {
  edges: [ProjectRelationEdge!]!
  nodes: [ProjectRelation!]!
  pageInfo: PageInfo!
}

type ProjectRelationEdge {
  cursor: String!
  node: ProjectRelation!
}

type ProjectStatus implements Node {
  archivedAt: DateTime
  color: String!
  createdAt: DateTime!
  description: String
  id: ID!
  indefinite: Boolean!
  inheritedFrom: ProjectStatus
  name: String!
  position: Float!
  team: Team
  teamId: String
  type: ProjectStatusType!
  updatedAt: DateTime!
}

type ProjectUpdate implements Node {
  archivedAt: DateTime
  body: String!
  bodyData: String!
  commentCount: Int!
  comments(after: String, before: String, filter: CommentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): CommentConnection!
  createdAt: DateTime!
  diff: JSONObject
  diffMarkdown: String
  editedAt: DateTime
  health: ProjectUpdateHealthType!
  id: ID!
  infoSnapshot: JSONObject
  isDiffHidden: Boolean!
  isStale: Boolean!
  project: Project!
  reactionData: JSONObject!
  shortSummary: String
  slugId: String!
  updatedAt: DateTime!
  url: String!
  user: User!
}

type ProjectUpdateConnection {
  edges: [ProjectUpdateEdge!]!
  nodes: [ProjectUpdate!]!
  pageInfo: PageInfo!
}

type ProjectUpdateEdge {
  cursor: String!
  node: ProjectUpdate!
}

type Query {
  _dummy: String!
  administrableTeams(after: String, before: String, filter: TeamFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): TeamConnection!
  agentSessionSshAddress(agentSessionId: String!): String
  archivedTeams: [Team!]!
  attachment(id: String!): Attachment!
  attachmentIssue(id: String!): Issue!
  attachments(after: String, before: String, filter: AttachmentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): AttachmentConnection!
  attachmentsForURL: AttachmentConnection!
  comment(hash: String, id: String): Comment!
  comments(after: String, before: String, filter: CommentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): CommentConnection!
  cycle(id: String!): Cycle!
  cycles(after: String, before: String, filter: CycleFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): CycleConnection!
  document(id: String!): Document!
  documents(after: String, before: String, filter: DocumentFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): DocumentConnection!
  entityExternalLink(id: String!): EntityExternalLink!
  externalUser(id: String!): ExternalUser!
  externalUsers(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ExternalUserConnection!
  initiative(id: String!): Initiative!
  initiativeLabel(id: String!): InitiativeLabel!
  initiativeLabels(after: String, before: String, filter: InitiativeLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeLabelConnection!
  initiativeUpdate(id: String!): InitiativeUpdate!
  initiativeUpdates(after: String, before: String, filter: InitiativeUpdateFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeUpdateConnection!
  initiatives(after: String, before: String, filter: InitiativeFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): InitiativeConnection!
  issue(id: String!): Issue!
  issueFigmaFileKeySearch(after: String, before: String, fileKey: String!, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  issueLabel(id: String!): IssueLabel!
  issueLabels(after: String, before: String, filter: IssueLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueLabelConnection!
  issueRelation(id: String!): IssueRelation!
  issueRelations(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueRelationConnection!
  issueSearch(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy, query: String): IssueConnection!
  issueVcsBranchSearch(branchName: String!): Issue
  issues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  notificationsUnreadCount: Int!
  organization: Organization!
  project(id: String!): Project!
  projectLabel(id: String!): ProjectLabel!
  projectLabels(after: String, before: String, filter: ProjectLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectLabelConnection!
  projectMilestone(id: String!): ProjectMilestone!
  projectMilestones(after: String, before: String, filter: ProjectMilestoneFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectMilestoneConnection!
  projectRelation(id: String!): ProjectRelation!
  projectRelations(after: String, before: String, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectRelationConnection!
  projectStatus(id: String!): ProjectStatus!
  projectUpdate(id: String!, projectId: String): ProjectUpdate!
  projectUpdates(after: String, before: String, filter: ProjectUpdateFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectUpdateConnection!
  projects(after: String, before: String, filter: ProjectFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectConnection!
  team(id: String!): Team!
  teams(after: String, before: String, filter: TeamFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): TeamConnection!
  user(id: String!): User!
  users(after: String, before: String, filter: UserFilter, first: Int, includeArchived: Boolean, includeDisabled: Boolean, last: Int, orderBy: PaginationOrderBy): UserConnection!
  viewer: User!
  workflowState(id: String!): WorkflowState!
  workflowStates(after: String, before: String, filter: WorkflowStateFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): WorkflowStateConnection!
}

type Team implements Node {
  activeCycle: Cycle
  agentAutomationEnabled: Boolean!
  aiDiscussionSummariesEnabled: Boolean!
  aiThreadSummariesEnabled: Boolean!
  allMembersCanJoin: Boolean
  ancestors: [Team!]!
  archivedAt: DateTime
  autoArchivePeriod: Float!
  autoCloseChildIssues: Boolean
  autoCloseParentIssues: Boolean
  autoClosePeriod: Float
  autoCloseStateId: String
  children: [Team!]!
  codingAgentEnabled: Boolean!
  color: String
  createdAt: DateTime!
  currentProgress: JSONObject!
  cycleCalenderUrl: String!
  cycleCooldownTime: Float!
  cycleDuration: Float!
  cycleIssueAutoAssignCompleted: Boolean!
  cycleIssueAutoAssignStarted: Boolean!
  cycleLockToActive: Boolean!
  cycleStartDay: Float!
  cycles(after: String, before: String, filter: CycleFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): CycleConnection!
  cyclesEnabled: Boolean!
  defaultIssueEstimate: Float!
  defaultIssueState: WorkflowState
  defaultTemplateForMembersId: String
  defaultTemplateForNonMembersId: String
  description: String
  displayName: String!
  draftWorkflowState: WorkflowState
  groupIssueHistory: Boolean!
  icon: String
  id: ID!
  inheritIssueEstimation: Boolean!
  inheritProjectStatuses: Boolean!
  inheritSlackAutoCreateProjectChannel: Boolean!
  inheritWorkflowStatuses: Boolean!
  initiativesEnabled: Boolean!
  inviteHash: String!
  issueCount(includeArchived: Boolean): Int!
  issueEstimationAllowZero: Boolean!
  issueEstimationExtended: Boolean!
  issueEstimationType: String!
  issueOrderingNoPriorityFirst: Boolean!
  issueSortOrderDefaultToBottom: Boolean!
  issues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, includeSubTeams: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  joinByDefault: Boolean
  key: String!
  labels(after: String, before: String, filter: IssueLabelFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueLabelConnection!
  ledInitiativeCount: Int!
  markedAsDuplicateWorkflowState: WorkflowState
  members(after: String, before: String, filter: UserFilter, first: Int, includeArchived: Boolean, includeDisabled: Boolean, last: Int, orderBy: PaginationOrderBy): UserConnection!
  mergeWorkflowState: WorkflowState
  mergeableWorkflowState: WorkflowState
  name: String!
  organization: Organization!
  parent: Team
  private: Boolean!
  progressHistory: JSONObject!
  projects(after: String, before: String, filter: ProjectFilter, first: Int, includeArchived: Boolean, includeSubTeams: Boolean, last: Int, orderBy: PaginationOrderBy): ProjectConnection!
  protectedBy: Team
  protectedById: String
  requirePriorityToLeaveTriage: Boolean!
  restrictedBy: Team
  restrictedById: String
  retiredAt: DateTime
  reviewWorkflowState: WorkflowState
  scimGroupName: String
  scimManaged: Boolean!
  securitySettings: JSONObject!
  setIssueSortOrderOnStateChange: String!
  slackAutoCreateProjectChannel: Boolean
  slackIssueComments: Boolean!
  slackIssueStatuses: Boolean!
  slackNewIssue: Boolean!
  startWorkflowState: WorkflowState
  states(after: String, before: String, filter: WorkflowStateFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): WorkflowStateConnection!
  timezone: String!
  triageEnabled: Boolean!
  triageIssueState: WorkflowState
  upcomingCycleCount: Float!
  updatedAt: DateTime!
  viewerCanJoin: Boolean!
  viewerCanLeave: Boolean!
  visibility: TeamVisibility!
}

type TeamConnection {
  edges: [TeamEdge!]!
  nodes: [Team!]!
  pageInfo: PageInfo!
}

type TeamEdge {
  cursor: String!
  node: Team!
}

type User implements Node {
  active: Boolean!
  admin: Boolean!
  app: Boolean!
  archivedAt: DateTime
  assignedIssues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  avatarBackgroundColor: String!
  avatarUrl: String
  calendarHash: String
  canAccessAnyPublicTeam: Boolean!
  createdAt: DateTime!
  createdIssueCount: Int!
  createdIssues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  delegatedIssues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  description: String
  disableReason: String
  displayName: String!
  email: String!
  gitHubUserId: String
  guest: Boolean!
  hasGitHubCodeAccess: Boolean!
  id: ID!
  initials: String!
  inviteHash: String!
  isAssignable: Boolean!
  isMe: Boolean!
  isMentionable: Boolean!
  lastSeen: DateTime
  name: String!
  organization: Organization!
  owner: Boolean!
  statusEmoji: String
  statusLabel: String
  statusUntilAt: DateTime
  supportsAgentSessions: Boolean!
  teams(after: String, before: String, filter: TeamFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): TeamConnection!
  timezone: String
  title: String
  updatedAt: DateTime!
  url: String!
}

type UserConnection {
  edges: [UserEdge!]!
  nodes: [User!]!
  pageInfo: PageInfo!
}

type UserEdge {
  cursor: String!
  node: User!
}

type WorkflowState implements Node {
  archivedAt: DateTime
  color: String!
  createdAt: DateTime!
  description: String
  id: ID!
  inheritedFrom: WorkflowState
  issues(after: String, before: String, filter: IssueFilter, first: Int, includeArchived: Boolean, last: Int, orderBy: PaginationOrderBy): IssueConnection!
  name: String!
  position: Float!
  team: Team!
  type: String!
  updatedAt: DateTime!
}

type WorkflowStateConnection {
  edges: [WorkflowStateEdge!]!
  nodes: [WorkflowState!]!
  pageInfo: PageInfo!
}

type WorkflowStateEdge {
  cursor: String!
  node: WorkflowState!
}
`;
