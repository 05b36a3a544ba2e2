import type {
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
  DescribeQueriesCommandInput,
  DescribeQueriesCommandOutput,
  DescribeQueryDefinitionsCommandInput,
  DescribeQueryDefinitionsCommandOutput,
  GetLogRecordCommandInput,
  GetLogRecordCommandOutput,
  GetQueryResultsCommandInput,
  GetQueryResultsCommandOutput,
  PutQueryDefinitionCommandInput,
  PutQueryDefinitionCommandOutput,
  StartQueryCommandInput,
  StartQueryCommandOutput,
  StopQueryCommandInput,
  StopQueryCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";

/**
 * The operations of CloudWatch Logs that logq asks for, with what each takes and gives: all that a
 * policy has to allow. To use another one, add it here.
 */
export interface Operations {
  readonly DescribeLogGroups: Operation<DescribeLogGroupsCommandInput, DescribeLogGroupsCommandOutput>;
  readonly DescribeLogStreams: Operation<DescribeLogStreamsCommandInput, DescribeLogStreamsCommandOutput>;
  readonly DescribeQueries: Operation<DescribeQueriesCommandInput, DescribeQueriesCommandOutput>;
  readonly DescribeQueryDefinitions: Operation<
    DescribeQueryDefinitionsCommandInput,
    DescribeQueryDefinitionsCommandOutput
  >;
  readonly GetLogRecord: Operation<GetLogRecordCommandInput, GetLogRecordCommandOutput>;
  readonly GetQueryResults: Operation<GetQueryResultsCommandInput, GetQueryResultsCommandOutput>;
  readonly PutQueryDefinition: Operation<PutQueryDefinitionCommandInput, PutQueryDefinitionCommandOutput>;
  readonly StartQuery: Operation<StartQueryCommandInput, StartQueryCommandOutput>;
  readonly StopQuery: Operation<StopQueryCommandInput, StopQueryCommandOutput>;
}

interface Operation<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

export type OperationName = keyof Operations;
export type InputOf<Name extends OperationName> = Operations[Name]["input"];
/** What an operation gives, without what the SDK says of the request. */
export type OutputOf<Name extends OperationName> = Omit<Operations[Name]["output"], "$metadata">;
