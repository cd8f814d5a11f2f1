import { buildSchema } from 'graphql';

/** A small part of what Hasura generates for a table of building features. */
export const SCHEMA = buildSchema(/* GraphQL */ `
  schema {
    query: query_root
    mutation: mutation_root
  }

  scalar jsonb
  scalar timestamptz

  type query_root {
    building_features(
      where: building_features_bool_exp
      order_by: [building_features_order_by!]
      limit: Int
      offset: Int
    ): [building_features!]!
    "Fails whenever it is asked for; what stands beside it does not."
    broken_feature: jsonb
  }

  type mutation_root {
    "How often it was run, this time included."
    acknowledge_feature: Int!
  }

  type building_features {
    building_id: Int!
    feature_name: String!
    granularity: String!
    group_id: String!
    date_time_start: timestamptz!
    feature_value: jsonb!
  }

  input building_features_bool_exp {
    _and: [building_features_bool_exp!]
    building_id: Int_comparison_exp
    feature_name: String_comparison_exp
    granularity: String_comparison_exp
    group_id: String_comparison_exp
    date_time_start: timestamptz_comparison_exp
  }

  input Int_comparison_exp {
    _eq: Int
  }

  input String_comparison_exp {
    _eq: String
  }

  input timestamptz_comparison_exp {
    _eq: timestamptz
    _gte: timestamptz
    _lt: timestamptz
  }

  input building_features_order_by {
    building_id: order_by
    feature_name: order_by
    granularity: order_by
    group_id: order_by
    date_time_start: order_by
  }

  enum order_by {
    asc
    desc
  }
`);
